import { createFramework, type Framework } from './framework.js';
import youth2018 from './packs/youth-2018.json' with { type: 'json' };
import youth2021 from './packs/youth-2021.json' with { type: 'json' };

const packs: readonly { id: string }[] = [youth2021, youth2018];
const made = new Map<string, Framework>();

/** Ids of the built-in framework packs. */
export const frameworkIds: readonly string[] = packs.map((each) => each.id);

/**
 * The built-in framework with this id, validated when it is first asked for; undefined for an unknown id.
 * @throws FrameworkError where the pack has a mistake.
 */
export function builtInFramework(id: string): Framework | undefined {
  let framework = made.get(id);
  if (!framework) {
    const pack = packs.find((each) => each.id === id);
    if (!pack) return undefined;
    framework = createFramework(pack);
    made.set(id, framework);
  }
  return framework;
}
