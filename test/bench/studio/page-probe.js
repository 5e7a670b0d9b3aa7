/* Runs in the page that is measured: times of frames, long tasks, and times from an event to its picture. */
(() => {
  const PATIENCE_MS = 20_000;
  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });

  let watch = null;

  /** Times between frames; of each frame, whether `isBlank` was so in it. */
  function startFrames(isBlank = () => false) {
    const mine = { deltas: [], blanks: 0, beganAt: performance.now() };
    watch = mine;
    let before;
    const onFrame = (now) => {
      if (watch !== mine) return;
      if (before !== undefined) mine.deltas.push(now - before);
      before = now;
      if (isBlank()) mine.blanks += 1;
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  }

  function stopFrames() {
    const { deltas, blanks, beganAt } = watch;
    watch = null;
    const tasks = longTasks.filter(({ startTime }) => startTime >= beganAt);
    return { deltas, blanks, longTasks: tasks.map(({ duration }) => duration) };
  }

  /** Resolves after the next picture that is painted when `isThere` holds, with the time since `type` came, ms. */
  function fromEvent(type, isThere) {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`${type}: what it brings did not come`)), PATIENCE_MS);
      const onEvent = ({ timeStamp }) => {
        const look = () => {
          if (!isThere()) return requestAnimationFrame(look);
          // A message is handled after the picture of this frame.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      };
      addEventListener(type, onEvent, { capture: true, once: true });
    });
  }

  /** Whether some point of a scrolled box shows no `row`: nothing at all, or one that is on its way. */
  function isBlank(box, row) {
    const { left, width, top, bottom } = document.querySelector(box).getBoundingClientRect();
    const points = [top + 60, (top + bottom) / 2, bottom - 20];
    return points.some((y) => !document.elementFromPoint(left + width / 2, y)?.closest(row));
  }

  const listIsBlank = () => isBlank('[role=grid]', '[role=row][id^=row-]');
  const transcriptIsBlank = () => isBlank('[aria-label=Transcript][role=group]', '[data-index]');
  const listIsThere = () => document.querySelector('[role=row][id^=row-]') !== null;
  /** Hits, or the word that there are none; of this query and no longer of the one before. */
  const hitsAreThere = () => {
    const results = document.querySelector('[data-results]');
    return results?.hasChildNodes() === true && !results.querySelector('[aria-busy=true]');
  };

  const turnsAreThere = () => document.querySelector('[data-turn]') !== null;

  window.probe = {
    ...{ startFrames, stopFrames, fromEvent },
    ...{ listIsBlank, transcriptIsBlank, listIsThere, hitsAreThere, turnsAreThere },
  };
})();
