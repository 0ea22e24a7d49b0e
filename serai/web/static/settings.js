// The chosen picture is shown before it is sent.

const field = document.querySelector("#picture");
field.addEventListener("change", () => {
  const [file] = field.files;
  if (!file) return;
  const face = Object.assign(new Image(88, 88), { src: URL.createObjectURL(file), alt: "" });
  document.querySelector(".whom .avatar").replaceChildren(face);
});
