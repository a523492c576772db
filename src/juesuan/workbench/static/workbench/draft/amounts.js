// Amounts: cents as text from the server, printed in 元 or 万元. BigInt, for no cent may be lost.
const grouped = digits => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** As a form prints it; `unit` is 元, 万元, or another word for counted things. */
export function printed(value, unit) {
  if (value === "") return "";
  let n = BigInt(value);
  const sign = n < 0n ? "-" : "";
  if (n < 0n) n = -n;
  if (unit !== "元" && unit !== "万元") return sign + grouped(n.toString());
  if (unit === "万元") n = (n + 5000n) / 10000n;
  const whole = n / 100n, rest = (n % 100n).toString().padStart(2, "0");
  return (n === 0n ? "" : sign) + grouped(whole.toString()) + "." + rest;
}

/** Exact and plain, to be edited or copied. */
export function plain(value, unit) {
  if (value === "") return "";
  let n = BigInt(value);
  const sign = n < 0n ? "-" : "";
  if (n < 0n) n = -n;
  if (unit !== "元" && unit !== "万元") return sign + n;
  const places = unit === "万元" ? 6 : 2, base = 10n ** BigInt(places);
  const rest = (n % base).toString().padStart(places, "0").replace(/0+$/, "");
  return sign + (n / base) + (rest ? "." + (rest.length < 2 ? rest.padEnd(2, "0") : rest) : "");
}

/** Whether a text may be meant as a figure, so that a label in a pasted block is passed over. */
export function figureLike(text) {
  return /^[\s¥￥+\-−–—－()（）负0-9０-９.,，．\u3000]*$/.test(text);
}
