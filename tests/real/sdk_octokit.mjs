// Gets a token of a GitHub App as the vendor's own library does, for sdks.py: `sdk_octokit.mjs BASE-URL`, with its
// values as JSON on stdin.
import { readFileSync } from 'node:fs';
import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';

const { client, installation, key, repositories, permissions } = JSON.parse(readFileSync(0));
const auth = createAppAuth({
  appId: client,
  privateKey: readFileSync(key, 'utf8'),
  request: request.defaults({ baseUrl: process.argv[2] }),
});
const { token } = await auth({
  type: 'installation', installationId: installation, repositoryNames: repositories, permissions,
});
console.log(token);
