/** Collects what is wrong with one process, in the words of the engine. */
class Problems {

  constructor() {
    this.found = [];
  }

  /**
   * @param {number} code 11 for STG-011
   * @param {Object} element where it is wrong
   * @param {string} text what was found, what is allowed and how to mend it
   * @param {string} [property] the `stage.*` property that it is about
   */
  report(code, element, text, property) {
    const name = `STG-${String(code).padStart(3, '0')}`;

    this.found.push({ code: name, element, message: `${name}: ${text}`, property });
  }
}

module.exports = { Problems };
