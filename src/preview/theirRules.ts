import type { Properties } from 'hast';

/**
 * What VS Code's Markdown preview does with headings, links and pictures: names for links to lead to,
 * addresses for its clicks, pictures that it watches. Each answers with the attributes of the element.
 */
export interface TheirRules {
  /** @param words of the heading. It must be asked in the order of the headings: it counts them. */
  heading(level: number, words: string): Properties;
  link(target: string): Properties;
  picture(target: string, alternative: string): Properties;
}
