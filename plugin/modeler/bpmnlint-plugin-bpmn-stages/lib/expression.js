/**
 * Unified expression language (JUEL), parsed as the engine parses it: same grammar, same complaints.
 */

const SYMBOLS = {
  EOF: null, PLUS: "'+'", MINUS: "'-'", MUL: "'*'", DIV: "'/'|'div'", MOD: "'%'|'mod'",
  LPAREN: "'('", RPAREN: "')'", IDENTIFIER: null, NOT: "'!'|'not'", AND: "'&&'|'and'",
  OR: "'||'|'or'", EMPTY: "'empty'", INSTANCEOF: "'instanceof'", INTEGER: null, FLOAT: null,
  TRUE: "'true'", FALSE: "'false'", STRING: null, NULL: "'null'", LE: "'<='|'le'",
  LT: "'<'|'lt'", GE: "'>='|'ge'", GT: "'>'|'gt'", EQ: "'=='|'eq'", NE: "'!='|'ne'",
  QUESTION: "'?'", COLON: "':'", TEXT: null, DOT: "'.'", LBRACK: "'['", RBRACK: "']'",
  COMMA: "','", START_EVAL_DEFERRED: "'#{'", START_EVAL_DYNAMIC: "'${'", END_EVAL: "'}'"
};

const KEYWORDS = {
  null: 'NULL', true: 'TRUE', false: 'FALSE', empty: 'EMPTY', div: 'DIV', mod: 'MOD', not: 'NOT',
  and: 'AND', or: 'OR', le: 'LE', lt: 'LT', eq: 'EQ', ne: 'NE', ge: 'GE', gt: 'GT',
  instanceof: 'INSTANCEOF'
};

const OPERATORS = [
  [ '&&', 'AND' ], [ '||', 'OR' ], [ '!=', 'NE' ], [ '<=', 'LE' ], [ '>=', 'GE' ], [ '==', 'EQ' ],
  [ '*', 'MUL' ], [ '/', 'DIV' ], [ '%', 'MOD' ], [ '+', 'PLUS' ], [ '-', 'MINUS' ],
  [ '?', 'QUESTION' ], [ ':', 'COLON' ], [ '[', 'LBRACK' ], [ ']', 'RBRACK' ], [ '(', 'LPAREN' ],
  [ ')', 'RPAREN' ], [ ',', 'COMMA' ], [ '!', 'NOT' ], [ '<', 'LT' ], [ '>', 'GT' ]
];

const EXPRESSION_START = [
  'IDENTIFIER', 'STRING', 'FLOAT', 'INTEGER', 'TRUE', 'FALSE', 'NULL', 'MINUS', 'NOT', 'EMPTY',
  'LPAREN'
].map(describe).join('|');

// from loosest to tightest
const BINARY = [
  [ 'OR' ], [ 'AND' ], [ 'EQ', 'NE' ], [ 'LT', 'LE', 'GE', 'GT' ], [ 'PLUS', 'MINUS' ],
  [ 'MUL', 'DIV', 'MOD' ]
];

function describe(symbol) {
  return SYMBOLS[symbol] || `<${symbol}>`;
}

function refused(input, kind, position, encountered, expected) {
  return new Error(
    `Error parsing '${input}': ${kind} error at position ${position.toLocaleString('en')},`
      + ` encountered ${encountered}, expected ${expected}`);
}

class Scanner {

  constructor(input) {
    this.input = input;
    this.position = 0;
    this.token = null;
  }

  next() {
    if (this.token) {
      this.position += this.token.size;
    }

    while (this.isEval() && /\s/.test(this.input.charAt(this.position))) {
      this.position++;
    }

    this.token = this.position === this.input.length
      ? token('EOF', 'null', 0)
      : this.read();

    return this.token;
  }

  isEval() {
    return this.token && this.token.symbol !== 'TEXT' && this.token.symbol !== 'END_EVAL';
  }

  read() {
    const rest = this.input.slice(this.position);

    if (this.isEval()) {
      return rest.startsWith('}') ? token('END_EVAL', '}') : this.readEval(rest);
    }

    if (rest.startsWith('#{')) {
      return token('START_EVAL_DEFERRED', '#{');
    }

    return rest.startsWith('${') ? token('START_EVAL_DYNAMIC', '${') : readText(rest);
  }

  readEval(rest) {
    const operator = OPERATORS.find(([ image ]) => rest.startsWith(image));

    if (operator) {
      return token(operator[1], operator[0]);
    }

    if (rest.startsWith('"') || rest.startsWith("'")) {
      return this.readString(rest);
    }

    const number = rest.match(/^(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/);

    if (number) {
      return token(/^\d+$/.test(number[0]) ? 'INTEGER' : 'FLOAT', number[0]);
    }

    if (rest.startsWith('.')) {
      return token('DOT', '.');
    }

    const word = rest.match(/^[\p{L}\p{Nl}_$\p{Sc}\p{Pc}][\p{L}\p{N}\p{Mn}\p{Mc}_$\p{Sc}\p{Pc}]*/u);

    if (word) {
      return token(Object.hasOwn(KEYWORDS, word[0]) ? KEYWORDS[word[0]] : 'IDENTIFIER', word[0]);
    }

    throw this.lexicalError(`invalid character '${rest[0]}'`, 'expression token');
  }

  readString(rest) {
    const quote = rest[0];
    let value = '';

    for (let i = 1; i < rest.length; i++) {
      if (rest[i] === quote) {
        return token('STRING', value, i + 1);
      }

      if (rest[i] === '\\') {
        i++;

        if (i === rest.length) {
          throw this.lexicalError('unterminated string', `${quote} or \\`);
        }

        if (rest[i] !== '\\' && rest[i] !== quote) {
          throw this.lexicalError(`invalid escape sequence \\${rest[i]}`, `\\${quote} or \\\\`);
        }
      }

      value += rest[i];
    }

    throw this.lexicalError('unterminated string', quote);
  }

  lexicalError(encountered, expected) {
    return refused(this.input, 'lexical', this.position, encountered, expected);
  }
}

function readText(rest) {
  let end = 0;

  while (end < rest.length && !/^[$#]\{/.test(rest.slice(end, end + 2))) {
    end += /^\\[$#]\{/.test(rest.slice(end, end + 3)) ? 3 : 1;
  }

  return token('TEXT', rest.slice(0, end));
}

function token(symbol, image, size = image.length) {
  return { symbol, image, size };
}

class Parser {

  constructor(input) {
    this.scanner = new Scanner(input);
    this.ahead = [];
    this.consume();
  }

  parse() {
    const parts = [];

    while (!this.is('EOF')) {
      parts.push(this.is('TEXT') ? { type: 'text', image: this.consume().image } : this.eval(parts));
    }

    return parts.length === 1 ? parts[0] : { type: 'composite', children: parts };
  }

  /** All parts of one text start in the same way. */
  eval(before) {
    const first = before.find(part => part.type === 'eval');
    const deferred = first ? first.deferred : this.is('START_EVAL_DEFERRED');

    if (!this.is('START_EVAL_DEFERRED') && !this.is('START_EVAL_DYNAMIC')) {
      this.fail(`${describe('START_EVAL_DEFERRED')}|${describe('START_EVAL_DYNAMIC')}`);
    }

    this.expect(deferred ? 'START_EVAL_DEFERRED' : 'START_EVAL_DYNAMIC');

    const children = [ this.expression() ];

    this.expect('END_EVAL');

    return { type: 'eval', deferred, children };
  }

  expression() {
    const condition = this.binary(0);

    if (!this.is('QUESTION')) {
      return condition;
    }

    this.consume();
    const yes = this.expression();
    this.expect('COLON');

    return { type: 'choice', children: [ condition, yes, this.expression() ] };
  }

  binary(level) {
    if (level === BINARY.length) {
      return this.unary();
    }

    let left = this.binary(level + 1);

    while (BINARY[level].includes(this.token.symbol)) {
      this.consume();
      left = { type: 'binary', children: [ left, this.binary(level + 1) ] };
    }

    return left;
  }

  unary() {
    if ([ 'NOT', 'MINUS', 'EMPTY' ].includes(this.token.symbol)) {
      this.consume();

      return { type: 'unary', children: [ this.unary() ] };
    }

    return this.value();
  }

  value() {
    let value = this.primary();

    while (this.is('DOT') || this.is('LBRACK')) {
      value = this.property(value);

      if (this.is('LPAREN')) {
        value = { type: 'method', children: [ value, ...this.parameters() ] };
      }
    }

    return value;
  }

  property(base) {
    if (this.consume().symbol === 'DOT') {
      return { type: 'dot', name: this.expect('IDENTIFIER').image, children: [ base ] };
    }

    const key = this.expression();
    this.expect('RBRACK');

    return { type: 'bracket', children: [ base, key ] };
  }

  primary() {
    switch (this.token.symbol) {
    case 'IDENTIFIER':
      return this.named();
    case 'LPAREN':
      return this.nested();
    case 'STRING':
      return { type: 'string', value: this.consume().image, children: [] };
    case 'TRUE': case 'FALSE': case 'NULL': case 'INTEGER': case 'FLOAT':
      this.consume();

      return { type: 'literal', children: [] };
    default:
      return this.fail(EXPRESSION_START);
    }
  }

  named() {
    let name = this.consume().image;

    if (this.is('COLON') && this.look(0).symbol === 'IDENTIFIER' && this.look(1).symbol === 'LPAREN') {
      this.consume();
      name += ':' + this.consume().image;
    }

    return this.is('LPAREN')
      ? { type: 'function', name, children: this.parameters() }
      : { type: 'identifier', name, children: [] };
  }

  nested() {
    this.consume();
    const children = [ this.expression() ];
    this.expect('RPAREN');

    return { type: 'nested', children };
  }

  parameters() {
    const parameters = [];

    this.expect('LPAREN');

    if (!this.is('RPAREN') && this.startsExpression()) {
      parameters.push(this.expression());

      while (this.is('COMMA')) {
        this.consume();
        parameters.push(this.expression());
      }
    }

    this.expect('RPAREN');

    return parameters;
  }

  startsExpression() {
    return EXPRESSION_START.split('|').includes(describe(this.token.symbol))
      || this.is('NOT');
  }

  is(symbol) {
    return this.token.symbol === symbol;
  }

  look(index) {
    while (index >= this.ahead.length) {
      const scanned = this.scanner.next();

      this.ahead.push({ scanned, position: this.scanner.position });
    }

    return this.ahead[index].scanned;
  }

  consume() {
    const before = this.token;
    const next = this.ahead.shift();

    this.token = next ? next.scanned : this.scanner.next();
    this.position = next ? next.position : this.scanner.position;

    return before;
  }

  expect(symbol) {
    if (!this.is(symbol)) {
      this.fail(describe(symbol));
    }

    return this.consume();
  }

  fail(expected) {
    throw refused(
      this.scanner.input, 'syntax', this.position, `'${this.token.image}'`, expected);
  }
}

/**
 * @param {string} text
 *
 * @return {Object} syntax tree
 *
 * @throws {Error} if it does not parse
 */
function parse(text) {
  return new Parser(text).parse();
}

/** Names of the functions that are called anywhere in the tree. */
function functionsIn(node) {
  return [
    ...(node.type === 'function' ? [ node.name ] : []),
    ...(node.children || []).flatMap(functionsIn)
  ];
}

/** What is read from an object by a name known beforehand: `a.x` and `a['x']`. */
function namesReadFrom(object, node) {
  const names = new Set();

  collect(object, node, names);

  return [ ...names ];
}

function collect(object, node, names) {
  const name = nameReadFrom(object, node);

  if (name !== null) {
    names.add(name);
  }

  (node.children || []).forEach((child, index) => {

    // in stages.toString() the name is that of a method
    const isMethod = node.type === 'method' && index === 0 && child.type === 'dot'
      && isObject(object, child.children[0]);

    if (!isMethod) {
      collect(object, child, names);
    }
  });
}

function nameReadFrom(object, node) {
  if (node.type === 'dot' && isObject(object, node.children[0])) {
    return node.name;
  }

  if (node.type === 'bracket' && isObject(object, node.children[0])
    && node.children[1].type === 'string') {
    return node.children[1].value;
  }

  return null;
}

function isObject(object, node) {
  return node.type === 'identifier' && node.name === object;
}

module.exports = { parse, functionsIn, namesReadFrom };
