// Puts the player of a film in the place of its link when the link is pressed; until then nothing is asked of others.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-player] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { player, src, title } = link.parentElement.dataset;
  const film = document.createElement(player === "file" ? "video" : "iframe");
  if (player === "file") {
    film.controls = true;
    film.autoplay = true;
  } else {
    film.title = title;
    film.allow = "autoplay; fullscreen; picture-in-picture";
    film.allowFullscreen = true;
    film.referrerPolicy = "strict-origin-when-cross-origin";
  }
  film.src = src;
  film.tabIndex = 0;
  link.replaceWith(film);
  film.focus();
});
