// An OpenID Provider for assertions.py, discovery.py, exchange.py and fleet.py: `oidc_server.mjs PORT KEYS CLIENTS.json`.
//
// The npm package oidc-provider decides everything about clients, assertions and tokens. This file has the grant type
// of RFC 8693, which the package leaves to its users, and the knobs of the tests: POST /control with `busy` (the next
// requests are answered with 503 after they have been decided), `cut` (the connection is closed then), `delay` (the
// milliseconds before each answer) and `clock` (the seconds that the server's clock is ahead); GET /control returns all
// token requests and empties the list; GET /session?client=ID begins a session and returns its refresh token. Whoever
// opens the page of a login is ana, who agrees to everything.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { SignJWT, exportJWK, importJWK } from 'jose';
import Provider, { errors } from 'oidc-provider';

const [port, folder, file] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

// Every form in which a private key of each kind exists, as files, and the public key of each client.
const kinds = {
  rsa: [['rsa', { modulusLength: 2048 }], ['pkcs8', 'pkcs1']],
  p256: [['ec', { namedCurve: 'P-256' }], ['pkcs8', 'sec1']],
  p384: [['ec', { namedCurve: 'P-384' }], ['pkcs8', 'sec1']],
  ed25519: [['ed25519', {}], ['pkcs8']],
};
const publicKeys = {};
for (const [kind, [words, forms]] of Object.entries(kinds)) {
  const { privateKey, publicKey } = generateKeyPairSync(...words);
  for (const type of forms) {
    writeFileSync(`${folder}/${kind}.${type}`, privateKey.export({ type, format: 'pem' }), { mode: 0o600 });
  }
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: `${kind}-key` };
  writeFileSync(`${folder}/${kind}.jwk`, JSON.stringify(jwk), { mode: 0o600 });
  writeFileSync(`${folder}/${kind}.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
  publicKeys[kind] = { ...publicKey.export({ format: 'jwk' }), kid: `${kind}-key` };
}
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const clients = JSON.parse(readFileSync(file)).map(({ key, ...client }) => ({
  grant_types: ['client_credentials', EXCHANGE], redirect_uris: [], response_types: [], ...client,
  ...(key && { jwks: { keys: [publicKeys[key]] } }),
}));

// The key with which the server signs an ID-JAG, whose public half exchange.py hands to the next server.
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
writeFileSync(`${folder}/issuer.pub`, publicKey.export({ type: 'spki', format: 'pem' }));
const jwk = { ...await exportJWK(privateKey), kid: 'issuer', use: 'sig', alg: 'ES256' };

const algorithms = ['HS256', 'HS384', 'HS512', 'RS256', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'];
const provider = new Provider(issuer, {
  clients,
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  jwks: { keys: [jwk] },
  clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
  enabledJWA: { clientAuthSigningAlgValues: algorithms },
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  scopes: ['mail', 'contacts', 'offline_access'],
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  // A refresh token is valid once; if it is used again, its session ends.
  rotateRefreshToken: true,
  ttl: { ClientCredentials: 600 },
});

const audiences = JSON.parse(process.env.AUDIENCES ?? '[]');
const parameters = ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type',
  'audience', 'resource', 'scope'];
provider.registerGrantType(EXCHANGE, async (ctx) => {
  const { params, client } = ctx.oidc;
  for (const name of ['subject_token', 'subject_token_type']) {
    if (!params[name]) throw new errors.InvalidRequest(`missing required parameter ${name}`);
  }
  if (params.subject_token_type !== `${TYPE}access_token`) {
    throw new errors.InvalidRequest('unsupported subject_token_type');
  }
  const subject = await provider.ClientCredentials.find(params.subject_token);
  // RFC 8693 §2.2.2.
  if (!subject?.isValid) throw new errors.InvalidRequest('subject_token is not valid');
  const wanted = [params.audience ?? []].flat();
  if (!wanted.every((audience) => audiences.includes(audience))) throw new errors.InvalidTarget();
  const issued = params.requested_token_type ?? `${TYPE}access_token`;
  if (issued === `${TYPE}id-jag`) {
    const token = await new SignJWT({ client_id: client.clientId })
      .setProtectedHeader({ alg: 'ES256', typ: 'oauth-id-jag+jwt', kid: 'issuer' })
      .setIssuer(issuer).setSubject(subject.clientId).setAudience(wanted[0]).setJti(crypto.randomUUID())
      .setIssuedAt().setExpirationTime('5m').sign(await importJWK(jwk, 'ES256'));
    ctx.body = { access_token: token, issued_token_type: issued, token_type: 'N_A', expires_in: 300 };
    return;
  }
  const token = new provider.ClientCredentials({ client, scope: params.scope });
  ctx.body = {
    access_token: await token.save(), issued_token_type: issued, token_type: 'Bearer', expires_in: token.expiration,
    scope: params.scope,
  };
}, parameters, ['audience', 'resource']);

let busy = 0;
let cut = 0;
let delay = 0;
let ahead = 0;
let seen = [];
const now = Date.now;
Date.now = () => now() + ahead * 1000;

// The reason of a refusal, which the client does not get.
provider.on('grant.error', (ctx, error) => { ctx.state.reason = error.error_detail; });
// A session that ends.
provider.on('grant.revoked', (ctx) => { ctx.state.revoked = true; });

provider.use(async (ctx, next) => {
  if (ctx.path === '/active') {
    const token = await provider.ClientCredentials.find(ctx.query.token);
    ctx.body = { active: Boolean(token?.isValid), client: token?.clientId };
    return;
  }
  if (ctx.path === '/session') {
    const client = await provider.Client.find(ctx.query.client);
    const grant = new provider.Grant({ clientId: client.clientId, accountId: 'ana' });
    grant.addOIDCScope('mail offline_access');
    const token = new provider.RefreshToken({
      client, accountId: 'ana', grantId: await grant.save(), gty: 'authorization_code', scope: 'mail offline_access',
    });
    ctx.body = { refresh_token: await token.save() };
    return;
  }
  if (ctx.path.startsWith('/interaction/')) {
    const { prompt, params, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
    if (prompt.name === 'login') {
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'ana' } });
    } else {
      const known = grantId && await provider.Grant.find(grantId);
      const grant = known || new provider.Grant({ clientId: params.client_id, accountId: 'ana' });
      grant.addOIDCScope(params.scope);
      await provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId: await grant.save() } });
    }
    ctx.respond = false;
    return;
  }
  await next();
  if (ctx.path !== '/token') return;
  const { reason, revoked } = ctx.state;
  seen.push({ status: ctx.status, fields: ctx.oidc?.params ?? {}, reason, revoked });
  if (delay > 0) await new Promise((resolve) => { setTimeout(resolve, delay); });
  ctx.set('date', new Date(Date.now()).toUTCString());
  if (busy > 0) {
    busy -= 1;
    ctx.status = 503;
    ctx.set('retry-after', '0');
    ctx.body = { error: 'temporarily_unavailable' };
  } else if (cut > 0) {
    cut -= 1;
    ctx.respond = false;
    ctx.res.destroy();
  }
});

const handle = provider.callback();
createServer(async (request, response) => {
  if (request.url !== '/control') return handle(request, response);
  let body = '';
  for await (const part of request) body += part;
  ({ busy = busy, cut = cut, delay = delay, clock: ahead = ahead } = body ? JSON.parse(body) : {});
  response.end(JSON.stringify(seen));
  seen = [];
}).listen(Number(port), '127.0.0.1');
