// The picture of the editor of a capture: taken in from a file or a clipboard, turned, painted.
import { tell } from "/static/screen_panels.js";

/** An editor's picture and its sides; what is drawn over it is the state of `ScreenEditor`. */
export class EditedPicture {
  async loadSaved(address) {
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch {
      return tell(this, "picture", this.say("unreadable"));
    }
    this.take(image, image.naturalWidth, image.naturalHeight, address);
  }

  /** A capture that somebody dropped, pasted or chose; its own orientation is followed, as when it is saved. */
  async loadFile(file) {
    tell(this, "picture", "");
    let image;
    try {
      // A copy in the field: what is seen is what is sent, though the file be changed or taken away meanwhile.
      const held = new DataTransfer();
      held.items.add(new File([await file.arrayBuffer()], file.name, { type: file.type }));
      this.find("#picture").files = held.files;
      image = await createImageBitmap(held.files[0], { imageOrientation: "from-image" });
    } catch {
      this.find("#picture").value = "";
      return tell(this, "picture", this.say("unreadable"));
    }
    this.begin(image);
    this.take(image, image.width, image.height, `${file.size}:${image.width}x${image.height}`);
  }

  /** Another capture: one as large as before was taken on the same device, and keeps what was drawn. */
  begin(image) {
    const before = this.image && this.state.turn === 0 ? this.sides : [];
    const same = before[0] === image.width && before[1] === image.height;
    if (same) this.state.covers.push(...this.covered);
    else this.state = this.blank({ turn: 0, crop: null, covers: [], marks: [] });
    this.covered = [];
    this.find(".covered-before")?.remove();
  }

  take(image, width, height, name) {
    this.image = image;
    this.sides = [width, height];
    this.name = name;
    this.find(".stage-view").hidden = this.find(".stage-foot").hidden = false;
    this.restore();
    this.fit();
  }

  /** The picture's sides after its turns. */
  size() {
    return this.state.turn % 2 ? [this.sides[1], this.sides[0]] : this.sides;
  }

  whole() {
    return [0, 0, ...this.size()];
  }

  crop() {
    return this.state.crop ?? this.whole();
  }

  paint() {
    const [width, height] = this.size();
    const { turn } = this.state;
    if (this.painted?.image === this.image && this.painted.turn === turn) return;
    this.painted = { image: this.image, turn };
    this.picture.dataset.name = `${this.name}:${turn}`;
    Object.assign(this.picture, { width, height });
    const context = this.picture.getContext("2d");
    context.translate(width / 2, height / 2);
    context.rotate((turn * Math.PI) / 2);
    context.drawImage(this.image, -this.sides[0] / 2, -this.sides[1] / 2);
  }
}
