// An authorization server and a protected resource for resource.py: `resource_server.mjs PORT RESOURCE_PORT`.
//
// The npm package oidc-provider decides everything about clients, codes and tokens: it registers clients (RFC 7591), reads
// a client's metadata at its ID, checks PKCE and `resource` (RFC 8707). This file is the person who agrees to everything,
// the page with the client's metadata, and a resource that challenges (RFC 9728). GET /clients has the IDs of the clients
// that were registered, DELETE /clients forgets them.
import { createServer } from 'node:http';
import Provider, { errors } from 'oidc-provider';

const [port, resourcePort] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const host = `http://127.0.0.1:${resourcePort}`;
const resource = `${host}/mcp`;
const page = 'https://tools.example.test/gettoken.json';
const metadata = {
  client_id: page, client_name: 'gettoken', redirect_uris: ['http://127.0.0.1/callback'], application_type: 'native',
  grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'none',
};

const provider = new Provider(issuer, {
  clientAuthMethods: ['none', 'client_secret_basic'],
  features: {
    clientIdMetadataDocument: { enabled: true, ack: 'draft-02' },
    devInteractions: { enabled: false },
    registration: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (ctx, indicator) => {
        if (indicator !== resource) throw new errors.InvalidTarget();
        return { scope: 'files mail', audience: resource, accessTokenFormat: 'opaque', accessTokenTTL: 600 };
      },
      // A token request without `resource` gets a token for something else.
      useGrantedResource: () => false,
    },
    revocation: { enabled: true },
  },
  fetch: async () => new Response(JSON.stringify(metadata), { headers: { 'content-type': 'application/json' } }),
  findAccount: (ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  responseTypes: ['code'],
  rotateRefreshToken: true,
  scopes: ['files', 'mail', 'offline_access'],
});

let clients = [];
provider.on('registration_create.success', (ctx, client) => { clients.push(client.clientId); });

provider.use(async (ctx, next) => {
  if (ctx.path === '/clients') {
    if (ctx.method === 'DELETE') {
      for (const id of clients) await provider.Client.adapter.destroy(id);
      clients = [];
    }
    ctx.body = clients;
    return;
  }
  if (!ctx.path.startsWith('/interaction/')) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = new provider.Grant({ accountId: 'ana', clientId: params.client_id });
  grant.addOIDCScope(`openid ${params.scope}`);
  grant.addResourceScope(resource, params.scope);
  const result = { login: { accountId: 'ana' }, consent: { grantId: await grant.save() } };
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});
provider.listen(Number(port), '127.0.0.1');

const about = { resource, authorization_servers: [issuer], scopes_supported: ['files', 'mail'] };
createServer(async (request, response) => {
  const answer = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  if (request.url === '/.well-known/oauth-protected-resource/mcp') return answer(200, about);
  const token = await provider.AccessToken.find(request.headers.authorization?.replace(/^Bearer /, '') ?? 'none');
  if (token?.isValid && token.aud === resource) return answer(200, { client: token.clientId, scope: token.scope });
  return answer(401, {}, {
    'www-authenticate': `Bearer resource_metadata="${host}/.well-known/oauth-protected-resource/mcp", scope="files"`,
  });
}).listen(Number(resourcePort), '127.0.0.1');
