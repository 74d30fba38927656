// Lengths as people write and read them.

const PER_UNIT: Record<string, number> = { mm: 1, cm: 10, m: 1000, in: 25.4, '"': 25.4 };

/**
 * The number that `text` says: `12.5`, `12,5`, `3/8 in`, `2 * (4 + 1)`, `1 cm`; null where it says none.
 * A number with a unit is in millimetres afterwards.
 */
export function read(text: string): number | null {
  const tokens = text.trim().replace(/−/g, "-").replace(/×/g, "*").match(/\d*[.,]?\d+(?:[eE][-+]?\d+)?|mm|cm|m|in|"|[-+*/()]|\S/g);
  if (!tokens) return null;
  let at = 0;
  const sum = (): number => {
    let value = product();
    while (tokens[at] === "+" || tokens[at] === "-") value = tokens[at++] === "+" ? value + product() : value - product();
    return value;
  };
  const product = (): number => {
    let value = signed();
    while (tokens[at] === "*" || tokens[at] === "/") value = tokens[at++] === "*" ? value * signed() : value / signed();
    // The unit comes after the fraction it is of.
    if (Object.hasOwn(PER_UNIT, tokens[at] ?? "")) value *= PER_UNIT[tokens[at++]];
    return value;
  };
  const signed = (): number => {
    if (tokens[at] === "-") return at++, -signed();
    if (tokens[at] === "+") return at++, signed();
    if (tokens[at] === "(") {
      at++;
      const value = sum();
      if (tokens[at++] !== ")") return NaN;
      return value;
    }
    const token = tokens[at++];
    return token !== undefined && /^[\d.,]/.test(token) ? Number(token.replace(",", ".")) : NaN;
  };
  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : null;
}

/** `value` with no more digits than it has to the thousandth, and none that say nothing. */
export function shown(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const text = value.toFixed(digits);
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return (short === "-0" ? "0" : short).replace("-", "−");
}

/** A distance to two figures of `tolerance`, signed where `sign` says so. */
export function distance(value: number, tolerance: number, sign = false): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.max(0, Math.min(9, 2 - Math.floor(Math.log10(tolerance > 0 ? tolerance : 1))));
  const text = Math.abs(value).toFixed(digits);
  const nothing = Number(text) === 0;
  return (nothing ? "" : value < 0 ? "−" : sign ? "+" : "") + text;
}

/** A large number with its thousands set apart. */
export const grouped = (value: number, digits = 0): string =>
  value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, " ");

export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 1e6) return `${shown(count / 1e3, 0)} kB`;
  return `${shown(count / 1e6, 1)} MB`;
}

/** How far a step of the arrow keys goes: a hundredth of the value, as 1, 2 or 5. */
export function nudge(value: number): number {
  const size = Math.abs(value) / 50;
  if (!(size > 1e-6)) return 0.1;
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : 5);
}
