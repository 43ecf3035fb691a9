// One call at a time to two forked Node processes; median microseconds from call to result.
'use strict';
const { fork } = require('node:child_process');

const MEASURE_NS = 600_000_000n;

if (process.argv[2] === 'worker') {
  process.on('message', (value) => process.send(value + 1));
} else {
  main();
}

async function main() {
  const workers = [0, 1].map(() => fork(__filename, ['worker']));
  let next = 0;
  const call = () => new Promise((resolve) => {
    const worker = workers[next++ % workers.length];
    worker.once('message', resolve);
    worker.send(next);
  });

  for (let i = 0; i < 500; i++) {
    await call();
  }
  const samples = [];
  let start = process.hrtime.bigint();
  const end = start + MEASURE_NS;
  while (start < end) {
    await call();
    const after = process.hrtime.bigint();
    samples.push(Number(after - start));
    start = after;
  }
  workers.forEach((worker) => worker.disconnect());
  samples.sort((a, b) => a - b);
  console.log(JSON.stringify({ value: samples[samples.length >> 1] / 1e3 }));
}
