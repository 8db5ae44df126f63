import type MarkdownIt from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import type { RuleOptions } from 'markdown-it/lib/ruler.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { RenderRule, RenderRuleRecord } from 'markdown-it/lib/renderer.mjs';

const prefix = 'inspection_report_';

/** Where the library keeps what it has read, and another footnote plugin too. */
interface FootnoteEnv {
  footnotes?: unknown;
}

/** What the library reads of one text, kept apart from what another footnote plugin reads of it. */
interface Notes {
  found: unknown;
  /** Inside a footnote: one inside another would lose its place, and is plain text. */
  inside: boolean;
}

/**
 * Footnotes by markdown-it-footnote, in drafts only. Names of rules and types of tokens are our own and
 * its notes are kept apart, so that a footnote plugin of another extension goes on working beside it.
 * @param isDraft whether the text that belongs to this environment is a draft.
 */
export function footnotesInDrafts(md: MarkdownIt, isDraft: (env: unknown) => boolean): void {
  const notes = new WeakMap<object, Notes>();

  /** Runs a rule of the library with its own notes in the place that it looks for them. */
  function apart<T>(env: FootnoteEnv, rule: () => T): T {
    const own = notes.get(env) ?? { found: undefined, inside: false };
    notes.set(env, own);
    const others = env.footnotes;
    env.footnotes = own.found;
    try {
      return rule();
    } finally {
      own.found = env.footnotes;
      if (others === undefined) delete env.footnotes;
      else env.footnotes = others;
    }
  }

  const rules: RenderRuleRecord = {};
  const footnotes = {
    helpers: md.helpers,
    utils: md.utils,
    renderer: { rules },
    block: {
      ruler: {
        before(name: string, own: string, rule: BlockRule, options: RuleOptions) {
          const guarded: BlockRule = (state, start, end, silent) => {
            const env = state.env as FootnoteEnv;
            if (!isDraft(env) || notes.get(env)?.inside === true) return false;
            const first = state.tokens.length;
            return apart(env, () => {
              setInside(env, true);
              const found = rule(state, start, end, silent);
              setInside(env, false);
              if (found && !silent) rename([state.tokens[first], state.tokens.at(-1)], '', prefix);
              return found;
            });
          };
          md.block.ruler.before(name, prefix + own, guarded, options);
        },
      },
    },
    inline: {
      ruler: {
        after(_: string, own: string, rule: InlineRule) {
          // `^[…]` is no footnote in a draft, nor to anybody else who reads one.
          if (own !== 'footnote_ref') return;
          md.inline.ruler.after('image', prefix + own, (state, silent) => {
            const env = state.env as FootnoteEnv;
            if (state.src.charAt(state.pos) !== '[' || !isDraft(env)) return false;
            const found = apart(env, () => rule(state, silent));
            if (found && !silent) rename([state.tokens.at(-1)], '', prefix);
            return found;
          });
        },
      },
    },
    core: {
      ruler: {
        after(name: string, own: string, rule: (state: StateCore) => void) {
          md.core.ruler.after(name, prefix + own, (state) => {
            const env = state.env as FootnoteEnv;
            if (!isDraft(env)) return;
            // Those of another plugin are out of sight meanwhile.
            rename(state.tokens, '', 'others_');
            rename(state.tokens, prefix, '');
            apart(env, () => {
              rule(state);
            });
            rename(state.tokens, '', prefix);
            rename(state.tokens, 'others_', '');
            // They have left their lines: the editor scrolls along with lines that only ever go up.
            const notesStart = state.tokens.findIndex((each) => each.type === `${prefix}footnote_block_open`);
            if (notesStart >= 0) for (const token of state.tokens.slice(notesStart)) token.map = null;
            // The next text may come with the same environment.
            notes.delete(env);
          });
        },
      },
    },
  };

  function setInside(env: FootnoteEnv, inside: boolean): void {
    const own = notes.get(env);
    if (own) own.inside = inside;
  }

  // The library takes a markdown-it; what it uses of one is above.
  footnotePlugin(footnotes as unknown as Parameters<typeof footnotePlugin>[0]);

  rules.footnote_block_open = () => '<section class="footnotes ir-footnotes">\n<ol class="footnotes-list">\n';
  // A reference has its footnote's number, however often it is referred to, as in print.
  rules.footnote_caption = (tokens, index) => String(idOf(tokens[index]) + 1);
  const renderer = { rules } as unknown as MarkdownIt['renderer'];
  for (const [name, rule] of Object.entries(rules) as [string, RenderRule][])
    md.renderer.rules[prefix + name] = (tokens, index, options, env) =>
      rule(tokens, index, options, env, renderer);
}

type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;
type InlineRule = (state: StateInline, silent: boolean) => boolean;

function idOf(token: Token | undefined): number {
  return (token?.meta as { readonly id?: number } | null | undefined)?.id ?? 0;
}

/** Changes what stands before `footnote_` in the types of tokens. */
function rename(tokens: readonly (Token | undefined)[], from: string, to: string): void {
  for (const token of tokens)
    if (token?.type.startsWith(`${from}footnote_`)) token.type = to + token.type.slice(from.length);
}
