const REFUSED = Array.from({ length: 14 }, (_, index) => `stg-${String(index + 1).padStart(3, '0')}`);

const refused = Object.fromEntries(REFUSED.map(rule => [ rule, 'error' ]));

module.exports = {
  configs: {

    /** What the engine refuses. */
    errors: { rules: refused },

    /** That, and what an author will rarely want. */
    recommended: {
      rules: {
        ...refused,
        'fault-path': 'info',
        'fault-path-content': 'warn',
        'fault-path-backwards': 'warn',
        'work-outside-stages': 'info',
        'known-references': 'warn'
      }
    }
  }
};
