// Requests, one after the other: each change is told which state of the files it was made on.

const STATES = { saved: "已保存", saving: "正在保存…", refused: "没有保存" };

export function showState(state) {
  const element = document.getElementById("desk-state");
  element.dataset.state = state;
  element.textContent = STATES[state];
}

export class Refused extends Error {
  constructor(status, told) {
    super(told.error ?? "没有成功");
    this.status = status;
    this.conflict = told.conflict === true;
    this.rows = told.rows ?? [];
  }
}

export async function ask(path, body, options = {}) {
  let answer;
  try {
    answer = await fetch(`/_desk/api/${path}`, body === undefined ? { cache: "no-store" } : {
      method: "POST",
      body: body instanceof Blob ? body : JSON.stringify(body),
      ...options,
    });
  } catch {
    throw new Refused(0, { error: "预览没有回应：它可能已经关了。重新打开后，已保存的改动都在。" });
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

// Changes wait for each other; the page need not wait for them.
export class Queue {
  constructor(slug, state) {
    this.slug = slug;
    this.state = state;
    this.waiting = 0;
    this.last = Promise.resolve();
    this.broken = 0;
  }

  // Sends a change; `told` may be a function that is asked when its turn has come. Resolves to the page as it is then.
  send(what, told = {}) {
    this.waiting += 1;
    showState("saving");
    const round = this.broken;
    const turn = this.last.then(async () => {
      if (round !== this.broken) throw new Refused(-1, { error: "" });
      const body = typeof told === "function" ? told() : told;
      const view = await ask(`notices/${this.slug}/${what}`, { ...body, state: this.state });
      this.state = view.state ?? this.state;
      return view;
    });
    const settled = turn.then(
      () => { this.waiting -= 1; if (!this.waiting) showState("saved"); },
      (error) => { this.waiting -= 1; if (error.status !== -1) this.broken += 1; showState("refused"); }, // drops what waits behind it, not what is sent from now on
    );
    this.last = settled;
    return turn;
  }
}
