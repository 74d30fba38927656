// Lucide's icons, as text at build time.

import crosshair from "lucide-static/icons/focus.svg";
import bug from "lucide-static/icons/circle-alert.svg";
import chevronDown from "lucide-static/icons/chevron-down.svg";
import chevronLeft from "lucide-static/icons/chevron-left.svg";
import chevronRight from "lucide-static/icons/chevron-right.svg";
import close from "lucide-static/icons/x.svg";
import cube from "lucide-static/icons/box.svg";
import download from "lucide-static/icons/download.svg";
import eye from "lucide-static/icons/eye.svg";
import eyeOff from "lucide-static/icons/eye-off.svg";
import flip from "lucide-static/icons/flip-horizontal-2.svg";
import folder from "lucide-static/icons/folder-open.svg";
import grip from "lucide-static/icons/grip-vertical.svg";
import home from "lucide-static/icons/house.svg";
import keyboard from "lucide-static/icons/keyboard.svg";
import lock from "lucide-static/icons/lock.svg";
import moon from "lucide-static/icons/moon.svg";
import more from "lucide-static/icons/ellipsis.svg";
import open from "lucide-static/icons/lock-open.svg";
import pencil from "lucide-static/icons/pencil.svg";
import redo from "lucide-static/icons/redo-2.svg";
import ruler from "lucide-static/icons/ruler.svg";
import section from "lucide-static/icons/scissors.svg";
import sun from "lucide-static/icons/sun.svg";
import sunMoon from "lucide-static/icons/sun-moon.svg";
import suppress from "lucide-static/icons/circle-slash.svg";
import trash from "lucide-static/icons/trash-2.svg";
import undo from "lucide-static/icons/undo-2.svg";
import up from "lucide-static/icons/arrow-up.svg";
import down from "lucide-static/icons/arrow-down.svg";
import upload from "lucide-static/icons/upload.svg";
import wand from "lucide-static/icons/wand-sparkles.svg";

const icons = {
  bug, chevronDown, chevronLeft, chevronRight, close, crosshair, cube, down, download, eye, eyeOff, flip, folder, grip, home, keyboard, lock, moon, more, open,
  pencil, redo, ruler, section, sun, sunMoon, suppress, trash, undo, up, upload, wand,
};
export type IconName = keyof typeof icons;

/** A picture that says nothing to who does not see it: the button around it has the name. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  const inner = icons[name].slice(icons[name].indexOf(">", icons[name].indexOf("<svg")) + 1).replace(/<\/svg>\s*$/, "");
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"
      stroke-linejoin="round" aria-hidden="true" dangerouslySetInnerHTML={{ __html: inner }} />
  );
}

/** How a step meets what is there. */
export function ModeIcon({ mode }: { mode: string }) {
  const shapes: Record<string, [string, string]> = {
    new: ["M4 8h16v11H4z", ""],
    join: ["M3 9h12v11H3z", "M9 4h12v9H9z"],
    cut: ["M3 5h18v15H3z", "M9 5h6v8H9z"],
    intersect: ["M3 9h12v11H3z", "M9 4h12v11H9z"],
  };
  const [under, over] = shapes[mode] ?? shapes.new;
  return (
    <svg class={`mode ${mode}`} width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
      <path class="under" d={under} />
      {over && <path class="over" d={over} />}
    </svg>
  );
}
