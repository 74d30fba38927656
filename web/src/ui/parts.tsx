// Small pieces that several panels are made of.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";

export function IconButton({ icon, label, keys, onClick, pressed, disabled, size, id }: {
  icon: IconName; label: string; keys?: string; onClick: (event: MouseEvent) => void; pressed?: boolean; disabled?: boolean; size?: number; id?: string;
}) {
  const title = keys ? `${label} (${keys})` : label;
  return (
    <button type="button" class="icon-button" id={id} title={title} aria-label={label} aria-keyshortcuts={keys} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <Icon name={icon} size={size} />
    </button>
  );
}

export function Card({ title, children, side }: { title: string; children: ComponentChildren; side?: ComponentChildren }) {
  const id = `card-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return (
    <section class="card" aria-labelledby={id}>
      <header><h2 id={id}>{title}</h2>{side}</header>
      {children}
    </section>
  );
}

/** A button with a list under it; arrows go through the list, Escape closes it. */
export function Menu({ label, icon, text, children, align = "right", disabled, primary }: {
  label: string; icon?: IconName; text?: string; children: (close: () => void) => ComponentChildren; align?: "left" | "right"; disabled?: boolean; primary?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const items = () => [...root.current!.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)")];
    items()[0]?.focus();
    const away = (event: PointerEvent) => {
      if (!root.current!.contains(event.target as Node)) setOpen(false);
    };
    const key = (event: KeyboardEvent) => {
      const list = items();
      const at = list.indexOf(document.activeElement as HTMLElement);
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") list[(at + 1) % list.length]?.focus();
      else if (event.key === "ArrowUp") list[(at - 1 + list.length) % list.length]?.focus();
      else if (event.key === "Home") list[0]?.focus();
      else if (event.key === "End") list.at(-1)?.focus();
      else if (event.key === "Tab") setOpen(false);
      else return;
      if (event.key !== "Tab") event.preventDefault();
      event.stopPropagation();
    };
    const element = root.current!;
    document.addEventListener("pointerdown", away);
    element.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("pointerdown", away);
      element.removeEventListener("keydown", key);
    };
  }, [open]);
  return (
    <div class="menu" ref={root}>
      <button type="button" class={text ? `with-icon${primary ? " primary" : ""}` : "icon-button"} aria-label={label} title={text ? undefined : label} aria-haspopup="menu"
        aria-expanded={open} disabled={disabled} onClick={(event) => { event.stopPropagation(); setOpen(!open); }}>
        {icon && <Icon name={icon} size={text ? 17 : 18} />}{text}{text && <Icon name="chevronDown" size={15} />}
      </button>
      {open && <div class={`list ${align}`} role="menu" aria-label={label} onClick={(event) => event.stopPropagation()}>{children(close)}</div>}
    </div>
  );
}

export function MenuItem({ icon, children, onClick, disabled, title, keys }: {
  icon?: IconName; children: ComponentChildren; onClick: () => void; disabled?: boolean; title?: string; keys?: string;
}) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} disabled={disabled} title={title} onClick={onClick}>
      {icon ? <Icon name={icon} size={16} /> : null}<span>{children}</span>{keys && <kbd>{keys}</kbd>}
    </button>
  );
}

/** A dialog of the browser's own: it keeps the focus, and Escape closes it. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose} onClick={(event) => { if (event.target === dialog.current) onClose(); }}>
      <div class="inside">
        <header><h2 id="dialog-title">{title}</h2><IconButton icon="close" label="Close" onClick={onClose} /></header>
        {children}
      </div>
    </dialog>
  );
}
