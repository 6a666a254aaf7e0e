// Leaves the texts unmutated that only people read: an empty label is no fault of the code.

import type { NodePath } from '@babel/core';
import type { Ignorer } from '@stryker-mutator/api/ignore';

/** Properties that hold such a text. */
const textProperties = new Set(['label', 'help', 'description', 'noun', 'notice']);

export const texts: Ignorer = {
  shouldIgnore(path: NodePath) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    let parent = path.parentPath;
    while (parent?.isConditionalExpression() || parent?.isLogicalExpression()) parent = parent.parentPath;
    if (!parent?.isObjectProperty()) return undefined;
    const { key } = parent.node;
    const name = key.type === 'Identifier' ? key.name : '';
    return textProperties.has(name) ? 'a text for people' : undefined;
  },
};
