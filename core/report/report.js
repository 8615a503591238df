/* SPDX-License-Identifier: MIT */
'use strict';
/* The report works without this. With it, findings can be searched and filtered; what is chosen
   stands in the address, so that a view can be sent to a colleague. */
(() => {
  const form = document.getElementById('filter');
  const rest = document.getElementById('rest');
  const block = document.getElementById('rest-data');
  const status = document.getElementById('shown');
  const words = JSON.parse(document.getElementById('words').textContent);
  const sections = [...document.querySelectorAll('section[data-touchpoint]')];
  const traits = new Map(sections.map((section) => [section.dataset.touchpoint, section.dataset]));
  const severities = ['', 'info', 'warning', 'error'];
  const atOnce = 200;
  let data = null;
  let limit = atOnce;
  if (!form) return;
  form.hidden = false;

  const fields = () => [...form.elements].filter((field) => field.name);
  const wanted = () => Object.fromEntries(fields().map((field) => [field.name, field.value.trim()]));

  /* ---- the address ---- */
  const read = () => {
    const hash = location.hash.slice(1);
    const given = hash.includes('=') ? new URLSearchParams(hash) : new URLSearchParams();
    for (const field of fields()) field.value = given.get(field.name) || '';
    return hash.includes('=');
  };
  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const write = () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of Object.entries(wanted())) if (value) chosen.set(name, value);
    const text = chosen.toString();
    history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
  };

  /* ---- what is laid out ---- */
  const matches = (want, of) =>
    (!want.touchpoint || of.touchpoint === want.touchpoint) &&
    (!want.owner || of.owner === want.owner) &&
    (!want.channel || of.channel === want.channel) &&
    (!want.phase || (of.phase || '').split(' ').includes(want.phase)) &&
    (!want.control || of.control === want.control);
  const finds = (want, severity, state, rule, text) =>
    (!want.severity || severity === want.severity) &&
    (!want.state || state === want.state) &&
    (!want.rule || rule === want.rule) &&
    (!want.q || want.q.toLowerCase().split(/\s+/).every((word) => text().includes(word)));

  const filterSection = (section, want) => {
    const isHere = matches(want, section.dataset);
    let shown = 0;
    for (const group of section.querySelectorAll('.rule')) {
      let left = 0;
      for (const finding of group.querySelectorAll('.finding')) {
        const text = () => (finding.textContent + ' ' + group.firstElementChild.textContent).toLowerCase();
        const isShown = isHere &&
          finds(want, group.dataset.severity, finding.dataset.state, group.dataset.rule, text);
        finding.hidden = !isShown;
        left += isShown ? 1 : 0;
      }
      group.hidden = left === 0;
      shown += left;
    }
    section.hidden = shown === 0;
    return shown;
  };

  /* ---- what is data ---- */
  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const sign = (id) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    svg.setAttribute('class', id);
    svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', '#s-' + id);
    svg.append(use);
    return svg;
  };
  const place = ([locator, line, column], mark) => {
    const text = data.locators[locator];
    const item = element('li', '');
    if (/^https?:\/\/[^\s"'<>]+$/.test(text)) {
      const link = element('a', 'mono', text);
      const fragment = mark && !text.includes('#') ? '#:~:text=' + encodeURIComponent(mark).replace(/-/g, '%2D') : '';
      link.href = text + fragment;
      link.rel = 'noreferrer';
      item.append(link);
    } else {
      item.append(element('span', 'mono', text));
    }
    if (line) item.append(' ' + words.line.replace('{line}', line + ':' + column));
    return item;
  };
  const layOut = (row) => {
    const [touchpoint, rule, severity, isNew, message, before, marked, after, count, places] = row;
    const box = element('div', 'finding');
    const name = traits.get(data.touchpoints[touchpoint])?.name || data.touchpoints[touchpoint];
    const first = element('p', '', sign(severities[severity]), message);
    if (isNew) first.append(' ', element('span', 'tag new', words.new));
    box.append(first, element('p', 'soft', `${name} · `, element('span', 'mono', data.rules[rule][0])));
    if (before || marked || after) box.append(element('p', 'excerpt', before, element('mark', '', marked), after));
    box.append(element('ul', 'places', ...places.map((one) => place(one, marked))));
    if (count > places.length) box.append(element('p', 'soft', words.more.replace('{n}', count - places.length)));
    return box;
  };
  const showRest = (want, isFiltered) => {
    if (!block || !rest) return 0;
    if (!isFiltered && limit === atOnce && !rest.dataset.isOpen) {
      rest.querySelector('.list').replaceChildren();
      rest.querySelector('.next').hidden = false;
      return 0;
    }
    data = data || JSON.parse(block.textContent);
    const list = [];
    let found = 0;
    for (const row of data.findings) {
      const of = traits.get(data.touchpoints[row[0]]) || { touchpoint: data.touchpoints[row[0]] };
      const text = () =>
        (row[4] + ' ' + row[5] + row[6] + row[7] + ' ' + data.rules[row[1]].join(' ') + ' ' +
          row[9].map((one) => data.locators[one[0]]).join(' ')).toLowerCase();
      if (!matches(want, of) || !finds(want, severities[row[2]], row[3] ? 'new' : 'open', data.rules[row[1]][0], text)) continue;
      found += 1;
      if (list.length < limit) list.push(layOut(row));
    }
    rest.querySelector('.list').replaceChildren(...list);
    rest.querySelector('.next').hidden = found <= limit;
    return found;
  };

  /* ---- both ---- */
  const update = () => {
    const want = wanted();
    const isFiltered = Object.values(want).some((value) => value);
    let shown = 0;
    for (const section of sections) shown += filterSection(section, want);
    shown += showRest(want, isFiltered);
    status.textContent = isFiltered ? words.shown.replace('{n}', shown.toLocaleString(document.documentElement.lang)) : '';
    form.querySelector('[type="reset"]').hidden = !isFiltered;
  };
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      limit = atOnce;
      write();
      update();
    }, 120);
  };
  form.addEventListener('input', later);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    limit = atOnce;
    write();
    update();
  }));
  if (rest) {
    rest.querySelector('.next').addEventListener('click', () => {
      limit += rest.dataset.isOpen || limit > atOnce ? atOnce : 0;
      rest.dataset.isOpen = 'yes';
      update();
    });
    rest.querySelector('.next').hidden = false;
  }
  window.addEventListener('hashchange', () => {
    const isFilter = read();
    update();
    if (!isFilter) document.getElementById(decode(location.hash.slice(1)))?.scrollIntoView();
  });
  window.addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
  if (read()) {
    update();
    form.scrollIntoView();
  }
})();
