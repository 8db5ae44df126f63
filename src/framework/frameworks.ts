import { fromPack, type Framework } from './framework.js';
import type { PackData } from './pack.js';
import youth2018 from './packs/youth-2018.json' with { type: 'json' };
import youth2021 from './packs/youth-2021.json' with { type: 'json' };

// Tests prove that they keep to the schema: that takes longer than all else at the start, and much code.
const packs = [youth2021, youth2018] as PackData[];
const made = new Map<string, Framework>();

/** Ids of the built-in framework packs. */
export const frameworkIds: readonly string[] = packs.map((each) => each.id);

/** The built-in framework with this id, made when it is first asked for; undefined for an unknown id. */
export function builtInFramework(id: string): Framework | undefined {
  let framework = made.get(id);
  if (!framework) {
    const pack = packs.find((each) => each.id === id);
    if (!pack) return undefined;
    framework = fromPack(pack);
    made.set(id, framework);
  }
  return framework;
}
