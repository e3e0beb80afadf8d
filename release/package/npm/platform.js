"use strict";
// Finds the program in the package for this platform, or says what to do.

// npm cannot tell the kinds of ARM with 32 bits apart. The program needs version 7, which Node.js for version 6 does not have.
const isOldArm = process.arch === "arm" && Number(process.config.variables.arm_version) < 7;
const platform = `${process.platform}-${process.arch}${isOldArm ? "v6" : ""}`;
const name = `@gettoken/${platform}`;
const supported = Object.keys(require("./package.json").optionalDependencies);
const language = ["GETTOKEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].map((name) => process.env[name]).find(Boolean) || "";
const isChinese = language.startsWith("zh");

function explain() {
  if (!supported.includes(name)) {
    const list = supported.map((name) => name.split("/")[1]).join(", ");
    return isChinese
      ? `错误：gettoken 没有适用于 ${platform} 的软件包\n提示：支持的平台：${list}；其他平台需要从源代码编译`
      : `error: gettoken has no package for ${platform}\nhint: supported platforms: ${list}; build gettoken from source on others`;
  }
  return isChinese
    ? `错误：未安装软件包 ${name}，其中包含程序本身\n提示：重新安装 gettoken，使用 \`--include=optional\`，不使用 \`--omit=optional\` 或 \`--no-optional\``
    : `error: the package ${name}, which contains the program, is not installed\nhint: install gettoken again with \`--include=optional\`, without \`--omit=optional\` and \`--no-optional\``;
}

exports.find = () => {
  try {
    return require.resolve(`${name}/bin/gettoken${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    console.error(explain());
    process.exit(1);
  }
};
