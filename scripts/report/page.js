// Only what the page can do without: copying a command, saying which pictures scroll, and opening what is folded before
// printing.
(() => {
  const status = document.getElementById('said');

  const say = (button, word, sentence) => {
    status.textContent = sentence;
    button.textContent = word;
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  };

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // The clipboard may be refused, or not be there at all on a page from disk.
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      select(element);
      return document.execCommand('copy');
    }
  };

  for (const button of document.querySelectorAll('.copy')) {
    const code = button.parentElement.querySelector('code');
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (await copy(code)) say(button, 'Copied', 'The command was copied.');
      else say(button, 'Selected', 'The command is selected: copy it with the keyboard.');
    });
  }

  const sayWhatScrolls = () => {
    for (const hint of document.querySelectorAll('.hint')) {
      const { scrollWidth, clientWidth } = hint.nextElementSibling;
      hint.hidden = scrollWidth <= clientWidth;
    }
  };
  addEventListener('resize', sayWhatScrolls);
  sayWhatScrolls();

  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
})();
