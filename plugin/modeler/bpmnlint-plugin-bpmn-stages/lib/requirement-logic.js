/**
 * `all`, `any` or a formula such as `1 AND (2 OR NOT 3)`.
 */

const LONGEST = 1000;

const ENGLISH = new Intl.NumberFormat('en');

class Tokens {

  constructor(formula) {
    this.formula = formula;
    this.position = 0;
  }

  peek() {
    const before = this.position;
    const token = this.next();

    this.position = before;

    return token;
  }

  next() {
    this.skip(/[ \t\n\r]*/y);

    const start = this.position;

    this.skip(/[0-9]+|[a-zA-Z]+|[^]?/y);

    return new Token(this.formula.slice(start, this.position), start + 1);
  }

  skip(pattern) {
    pattern.lastIndex = this.position;
    this.position += pattern.exec(this.formula)[0].length;
  }
}

class Token {

  constructor(text, position) {
    this.text = text;
    this.position = position;
  }

  is(word) {
    return this.text.toUpperCase() === word;
  }

  refused(why) {
    const what = this.text ? `'${this.text}'` : 'the end';

    return new Error(`${what} at position ${this.position} ${why}`);
  }
}

/**
 * @param {string} text
 * @param {number[]} inUse numbers of the requirements that the stage has
 *
 * @throws {Error} with the place, if it is no such text
 */
function checkRequirementLogic(text, inUse) {
  if (/^(all|any)$/i.test(text)) {
    return;
  }

  if (text.length > LONGEST) {
    throw new Error(`it is ${ENGLISH.format(text.length)} characters long`);
  }

  checkFormula(new Tokens(text), inUse);
}

function checkFormula(tokens, inUse) {
  const open = [];
  let token;

  do {
    checkOperand(tokens, inUse, open);
    closeParentheses(tokens, open);
    token = tokens.next();

    if (token.text && !token.is('AND') && !token.is('OR')) {
      throw token.refused('is where AND, OR or the end was expected');
    }
  } while (token.text);

  if (open.length) {
    throw open.pop().refused('is never closed');
  }
}

function checkOperand(tokens, inUse, open) {
  let token = tokens.next();

  while (token.is('(') || token.is('NOT')) {
    if (token.is('(')) {
      open.push(token);
    }

    token = tokens.next();
  }

  if (!/^[1-9][0-9]{0,2}$/.test(token.text)) {
    throw token.refused('is where the number of a requirement, NOT or ( was expected');
  }

  if (!inUse.includes(Number(token.text))) {
    throw token.refused('is not the number of a requirement of this stage');
  }
}

function closeParentheses(tokens, open) {
  while (tokens.peek().is(')')) {
    const closing = tokens.next();

    if (!open.pop()) {
      throw closing.refused('was never opened');
    }
  }
}

module.exports = { checkRequirementLogic };
