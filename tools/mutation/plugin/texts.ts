// Leaves texts unmutated where an empty one says nothing about the tests: those that only people read, and words of a type,
// of which the compiler takes no other.

import type { NodePath } from '@babel/core';
import type { Ignorer } from '@stryker-mutator/api/ignore';

/** Properties that hold such a text. */
const textProperties = new Set(['label', 'help', 'description', 'noun', 'notice']);
/** Properties whose text is one of a few by their type. */
const typedProperties = new Set(['effect', 'method', 'filters', 'operator']);

export const texts: Ignorer = {
  shouldIgnore(path: NodePath) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    let parent = path.parentPath;
    while (parent?.isConditionalExpression() || parent?.isLogicalExpression()) parent = parent.parentPath;
    if (!parent?.isObjectProperty()) return undefined;
    const { key } = parent.node;
    const name = key.type === 'Identifier' ? key.name : '';
    if (typedProperties.has(name)) return 'a word of a type';
    return textProperties.has(name) ? 'a text for people' : undefined;
  },
};
