// The bar over everything: what is open, going back and forth, and out.

import { close, download, exportAs, redo, undo } from "../model/document.ts";
import { redoes, undoes } from "../model/history.ts";
import * as s from "../model/state.ts";
import { openFile } from "./drop.ts";
import { Icon } from "./Icon.tsx";
import { IconButton, Menu, MenuItem } from "./parts.tsx";
import { helping } from "./Help.tsx";

const CLASS: Record<string, string> = { full: "good", partial: "caution", refused: "bad" };

export function TopBar() {
  const doc = s.doc.value;
  const history = s.history.value;
  const back = history && undoes(history);
  const forth = history && redoes(history);
  const verdict = doc?.report?.verdict;
  return (
    <header class="topbar">
      <button type="button" class="brand" onClick={close} title="All parts" aria-label="Resolid: all parts"><Logo />Resolid</button>
      {doc && (
        <>
          <h1 class="ellipsis" title={doc.name}>{doc.name}</h1>
          {verdict && <span class={`verdict ${CLASS[verdict] ?? ""}`} title="what the reconstruction was judged to be, before any edit">{verdict}</span>}
          {s.busy.value && <span class="busy" role="status">{s.busy.value === "fit" ? "fitting to the input…" : s.busy.value === "export" ? "writing…" : ""}</span>}
        </>
      )}
      <span class="gap" />
      {doc && history && (
        <div class="tools">
          <IconButton icon="undo" id="undo" label={back ? `Undo: ${back}` : "Nothing to undo"} keys="Control+Z" disabled={!back || s.busy.value !== null} onClick={undo} />
          <IconButton icon="redo" id="redo" label={forth ? `Redo: ${forth}` : "Nothing to redo"} keys="Control+Shift+Z" disabled={!forth || s.busy.value !== null} onClick={redo} />
        </div>
      )}
      <button type="button" class="with-icon" onClick={openFile}><Icon name="folder" size={17} />Open…</button>
      {doc?.answer && (
        <Menu label="Export" icon="download" text="Export" primary disabled={s.errors.value.length > 0 || s.busy.value !== null}>
          {(shut) => (
            <>
              {(s.about.value?.forms ?? []).map((form) => {
                const lacking = !form.available;
                return (
                  <MenuItem key={form.ending} disabled={lacking} title={lacking ? "this build of Resolid has no kernel" : undefined} keys={form.ending}
                    onClick={() => { shut(); void exportAs(form.ending); }}>{form.label}</MenuItem>
                );
              })}
              {doc.job?.has.some((what) => what === "report" || what === "page") && (
                <MenuItem keys=".html" title="as the reconstruction was, before any edit" onClick={() => { shut(); download(`/api/jobs/${doc.job!.id}/page`); }}>Report of the reconstruction</MenuItem>
              )}
            </>
          )}
        </Menu>
      )}
      <IconButton icon={s.theme.value === "auto" ? "sunMoon" : s.theme.value === "dark" ? "moon" : "sun"}
        label={`Colours: ${s.theme.value === "auto" ? "as the system" : s.theme.value}`}
        onClick={() => (s.theme.value = s.theme.value === "auto" ? "light" : s.theme.value === "light" ? "dark" : "auto")} />
      <IconButton icon="keyboard" label="Keys" keys="?" onClick={() => (helping.value = true)} />
    </header>
  );
}

function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" class="logo">
      <path class="left" d="M12 12 3.5 7.2v9.6L12 21.6z" /><path class="right" d="M12 12l8.5-4.8v9.6L12 21.6z" /><path class="top" d="M12 2.4 3.5 7.2 12 12l8.5-4.8z" />
    </svg>
  );
}
