// Moments in the reader's own time; without this file they stand in UTC, and say so.
for (const time of document.querySelectorAll("time[data-hour]")) {
  const shown = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang, shown);
}
