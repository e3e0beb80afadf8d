#!/usr/bin/env node
"use strict";
// Runs the program of this platform. After `npm install`, the program itself is here instead, which saves the start of
// Node.js; but not on Windows, and not if install scripts are off.

const program = require("../platform.js").find();
const words = process.argv.slice(2);
if (process.execve && process.platform !== "win32") {
  process.execve(program, [program, ...words], process.env);
}
const { spawn } = require("child_process");
const child = spawn(program, words, { stdio: "inherit", windowsHide: false });
// A terminal sends signals to both; others send them only to this process.
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
signals.forEach((signal) => process.on(signal, () => child.kill(signal)));
child.on("error", (error) => {
  console.error(`error: ${program}: ${error.message}`);
  process.exit(126);
});
child.on("exit", (code, signal) => {
  if (!signal) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
