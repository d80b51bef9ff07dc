/**
 * Plain keys belong to what has the focus. A notebook takes them as commands for its cells (`d` `d` deletes one), at
 * the document and before anyone else; JupyterLab leaves alone what is below the attribute of `SPARED`. Combinations,
 * such as the one that saves, go on to the host.
 */
const SPARED = "data-lm-suppress-shortcuts";

/**
 * Keep plain keys in an element.
 * @param {HTMLElement} root
 * @returns {() => void} lets them go again
 */
export function keepKeys(root) {
  const before = (event) => {
    if (root.contains(event.target)) root.toggleAttribute(SPARED, plain(event));
  };
  const after = (event) => {
    if (plain(event)) event.stopPropagation();
  };
  window.addEventListener("keydown", before, true);
  root.addEventListener("keydown", after);
  return () => {
    window.removeEventListener("keydown", before, true);
    root.removeEventListener("keydown", after);
  };
}

function plain({ ctrlKey, metaKey, altKey }) {
  return !ctrlKey && !metaKey && !altKey;
}
