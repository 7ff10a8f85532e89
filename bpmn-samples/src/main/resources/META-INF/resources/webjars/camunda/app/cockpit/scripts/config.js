// In the place of Cockpit's own file: German for browsers that ask for it, English for all others.
export default {
  locales: {
    availableLocales: [ 'en', 'de' ],
    fallbackLocale: 'en'
  }
};
