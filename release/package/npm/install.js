"use strict";
// Puts the program in the place of the script that runs it.

const fs = require("fs");
const path = require("path");
const { find } = require("./platform.js");

const program = find();
const script = path.join(__dirname, "bin", "gettoken");
// npm on Windows and Yarn from version 2 on run the file with Node.js.
const isYarn = /^yarn\//.test(process.env.npm_config_user_agent || "");
if (process.platform !== "win32" && !isYarn) {
  const copy = `${script}.new`;
  try {
    // A link takes no space, but not across file systems.
    try {
      fs.linkSync(program, copy);
    } catch {
      fs.copyFileSync(program, copy);
      fs.chmodSync(copy, 0o755);
    }
    fs.renameSync(copy, script);
  } catch {
    // The script stays, and works.
    fs.rmSync(copy, { force: true });
  }
}
