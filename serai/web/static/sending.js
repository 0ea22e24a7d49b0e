// Send one picture and tell how far it is; `fetch` cannot say that yet, XMLHttpRequest can.

/** Resolves to the picture as the API describes it with `src` to show, or to `{ refused }`. */
export function sendPicture(file, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => done(answer(request)));
    request.addEventListener("error", () => done({}));
    request.addEventListener("abort", () => done({}));
    request.open("POST", "/api/serai/v1/pictures");
    request.send(body);
  });
}

function answer(request) {
  let said;
  try {
    said = JSON.parse(request.responseText);
  } catch {
    return {};
  }
  return request.status === 201 ? withSrc(said) : { refused: said.detail };
}

/** A picture as the API describes it, and the file of it to show in the composer. */
export function withSrc(said) {
  const small = said.variants.find((one) => one.use === "card" && one.width <= 640 && one.format !== "avif");
  return { ...said, src: (small ?? said.variants[0]).url };
}
