// In the site's bundle an explorer's `import Plotly` means the one charts script of the page.
export default globalThis.Plotly;
