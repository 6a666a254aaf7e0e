// Styles and fonts, which the bundler brings into the page.
declare module '*.css';
