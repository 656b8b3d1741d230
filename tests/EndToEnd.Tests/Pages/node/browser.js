// A browser for the tests: runs the JSON lines {script, args} of its standard input, each with `page`, and answers a line for each.
"use strict";

const fs = require("node:fs");
const readline = require("node:readline");
const { chromium } = require("playwright-core");

const [executablePath, baseURL] = process.argv.slice(2);
const patience = 20_000;

async function main() {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);

  // What the browser complains of: errors of scripts, and what the content security policy refuses.
  const complaints = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));

  const Script = (async () => {}).constructor;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { script, args } = JSON.parse(line);
    let answer;
    try {
      answer = { value: (await new Script("page", "args", "complaints", "fs", script)(page, args, complaints, fs)) ?? null };
    } catch (error) {
      answer = { error: `${error.stack}\n\nThe page:\n${await page.locator("body").innerText().catch(String)}` };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  await browser.close();
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
