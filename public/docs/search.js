// Search over the manual. The words are fetched when somebody first wants to search, and looked through in the browser.
import MiniSearch from '/docs/minisearch.js';

const query = document.getElementById('query');
const found = document.getElementById('found');
let index;

query.addEventListener('focus', () => void load(), { once: true });
query.addEventListener('input', show);
document.getElementById('search').addEventListener('submit', (event) => {
  event.preventDefault();
  found.querySelector('a')?.click();
});

async function load() {
  const answer = await fetch('/docs/search.json');
  index = new MiniSearch({
    fields: ['heading', 'text'],
    storeFields: ['page', 'heading', 'url'],
    searchOptions: { prefix: true, combineWith: 'AND', boost: { heading: 4 } },
  });
  index.addAll(await answer.json());
  show();
}

function show() {
  if (!index) return;
  const hits = index.search(query.value).slice(0, 12);
  found.replaceChildren(...hits.map(item));
  if (query.value.trim() !== '' && hits.length === 0) found.append(text('li', 'Nothing found'));
}

function item(hit) {
  const link = text('a', hit.heading);
  link.href = hit.url;
  const row = document.createElement('li');
  row.append(link, text('small', hit.page));
  return row;
}

function text(name, words) {
  const element = document.createElement(name);
  element.textContent = words;
  return element;
}
