// Compares messages of Processing with values of JavaScript, and encodes those values in turn.
// Reads lines "name hex" from the file given; writes lines "name same|<difference> hex". The names are those of InteropSamples.cs.
import { decode, encode, ExtData } from "@msgpack/msgpack";
import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";

const block = new DataView(new ArrayBuffer(1 + 40 * 8));
block.setUint8(0, 10);
for (let i = 0; i < 40; i++) {
  block.setFloat64(1 + i * 8, i * 0.5, true);
}

const values = {
  nil: null,
  true: true,
  false: false,
  integers: [0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296n, 9223372036854775807n,
    -1, -32, -33, -128, -129, -32768, -32769, -2147483648, -2147483649n, -9223372036854775808n],
  unsigned: 18446744073709551615n,
  double: 1.1,
  single: 1.5,
  texts: ["", "a", "\u00e4\u20ac\u{1f600}", "x".repeat(31), "x".repeat(32), "x".repeat(256), "x".repeat(65536)],
  bytes: [new Uint8Array(0), new Uint8Array([0, 255]), new Uint8Array(256), new Uint8Array(65536)],
  map: { a: 1, b: -1, c: 1000000 },
  long_array: Array.from({ length: 70000 }, (_, i) => i),
  record: { Id: 7, Name: "seven", Tags: ["x", "y"], Inner: { Id: 8, Name: null, Tags: [], Inner: null } },
  places: [5, null, "five"],
  union: [[0, [1.5]], [7, { side: 3 }], null],
  timestamp: new Date(Date.UTC(2026, 0, 1)),
  grid: [2, 3, [1, 2, 3, 4, 5, 6]],
  block: new ExtData(2, new Uint8Array(block.buffer)),
};

for (const line of readFileSync(process.argv[2], "ascii").split("\n").filter(Boolean)) {
  const [name, message] = line.split(" ");
  if (!(name in values)) {
    console.log(name, "unknown", "-"); // keys that are no text, and times finer than a millisecond, have no counterpart
    continue;
  }

  const found = decode(Uint8Array.from(Buffer.from(message, "hex")), { useBigInt64: true });
  let verdict = "same";
  try {
    deepStrictEqual(found, values[name]);
  } catch {
    verdict = "different:" + String(found).replaceAll(" ", "").slice(0, 200);
  }

  console.log(name, verdict, Buffer.from(encode(values[name], { useBigInt64: true })).toString("hex"));
}
