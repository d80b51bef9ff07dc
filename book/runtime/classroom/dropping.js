// The files of what was dropped on the page; a folder gives all files in it.

/**
 * @param {DataTransfer} dropped
 * @returns {Promise<File[]>}
 */
export async function filesOf(dropped) {
  // The entries must be asked for before the first wait: the browser forgets them then.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...dropped.files];
  return (await Promise.all(entries.map(filesIn))).flat();
}

/** What the system refuses stands for itself and is told as a file that cannot be read; the others are read. */
async function filesIn(entry) {
  try {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    return (await Promise.all((await entriesIn(entry)).map(filesIn))).flat();
  } catch (refused) {
    return [{ name: entry.fullPath.replace(/^\//, ""), text: () => Promise.reject(refused) }];
  }
}

async function entriesIn(folder) {
  const inside = [];
  const reader = folder.createReader();
  for (;;) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return inside; // a reader gives at most a hundred at once
    inside.push(...part);
  }
}
