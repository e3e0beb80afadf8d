// Requests a token with a vendor's own library, for sdks.py: `sdk_calls.mjs CALL PORT KEYS`.
//
// Every connection goes to PORT on this machine, whatever its host. KEYS is the folder with the test keys.
import { readFileSync } from 'node:fs';
import net from 'node:net';

const [call, port, keys] = process.argv.slice(2);
const [ID, SECRET, CODE, REFRESH] = ['client-id', 'client-secret', 'the-code', 'the-refresh-token'];
const TOKEN = 'the-token';
const REDIRECT = 'https://app.example.com/callback';
const KEY = readFileSync(`${keys}/rsa.pem`, 'utf8').replace(/^[^-].*\n/, '');

// Libraries that sign the time get this one.
if (process.env.SDK_TIME) {
  process.env.TZ = 'Asia/Shanghai';
  const now = Date.parse(process.env.SDK_TIME);
  globalThis.Date = class extends Date {
    constructor(...words) {
      super(...(words.length ? words : [now]));
    }

    static now() {
      return now;
    }
  };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...words) {
  const options = Array.isArray(words[0]) ? words[0][0] : words[0];
  Object.assign(options, { host: '127.0.0.1', port: Number(port), lookup: undefined });
  return connect.apply(this, words);
};

// What a library exports, also if it is a CommonJS module.
async function named(name) {
  const module = await import(name);
  return { ...module.default, ...module };
}

async function githubApp(narrow) {
  const { createAppAuth } = await named('@octokit/auth-app');
  const auth = createAppAuth({ appId: 'Iv23abc', privateKey: KEY });
  return (await auth({ type: 'installation', installationId: 42, ...narrow })).token;
}

async function github(name, more) {
  const methods = await named('@octokit/oauth-methods');
  const app = { clientType: 'github-app', clientId: ID, clientSecret: SECRET };
  return (await methods[name]({ ...app, ...more })).authentication;
}

async function githubDevice() {
  const { createDeviceCode, exchangeDeviceCode } = await named('@octokit/oauth-methods');
  const app = { clientType: 'oauth-app', clientId: ID };
  const { data } = await createDeviceCode({ ...app, scopes: ['repo'] });
  return (await exchangeDeviceCode({ ...app, code: data.device_code })).authentication.token;
}

async function lark(domain) {
  const { Client, LoggerLevel } = await named('@larksuiteoapi/node-sdk');
  const client = new Client({ appId: ID, appSecret: SECRET, domain, loggerLevel: LoggerLevel.error });
  return client.tokenManager.getTenantAccessToken();
}

async function douyin(method) {
  const { default: module } = await import('@open-dy/open_api_credential');
  const client = new module.default({ clientKey: ID, clientSecret: SECRET });
  return (await client[method]()).accessToken;
}

async function notion(grant) {
  const { Client } = await named('@notionhq/client');
  return (await new Client().oauth.token({ client_id: ID, client_secret: SECRET, ...grant })).access_token;
}

async function sapBtp() {
  const { XsuaaService } = await named('@sap/xssec');
  const url = 'https://company.authentication.eu10.hana.ondemand.com';
  const words = { clientid: ID, clientsecret: SECRET, url, xsappname: 'app' };
  return (await new XsuaaService(words).fetchClientCredentialsToken()).access_token;
}

async function shopify() {
  await import('@shopify/shopify-api/adapters/node');
  const { shopifyApi, ApiVersion } = await named('@shopify/shopify-api');
  const words = { apiKey: ID, apiSecretKey: SECRET, hostName: 'app.example.com', isEmbeddedApp: false };
  const api = shopifyApi({ ...words, apiVersion: Object.values(ApiVersion)[0], logger: { level: 0 } });
  return (await api.auth.clientCredentials({ shop: 'company.myshopify.com' })).session.accessToken;
}

async function zoom() {
  const { AccountsS2SAuthClient } = await named('@zoom/rivet/accounts');
  const words = { clientId: ID, clientSecret: SECRET, accountId: 'account-id' };
  return new AccountsS2SAuthClient({ ...words, webhooksSecretToken: 'none' }).auth.getToken();
}

async function twitch(name, ...words) {
  return (await (await named('@twurple/auth'))[name](ID, ...words)).accessToken;
}

async function twitchDevice() {
  const { startDeviceCodeFlow, exchangeDeviceCode } = await import('./node_modules/@twurple/auth/lib/helpers.js');
  const { deviceCode } = await startDeviceCodeFlow(ID, ['chat:read']);
  return (await exchangeDeviceCode(ID, deviceCode, ['chat:read'])).accessToken;
}

async function tuya() {
  const { TuyaContext } = await named('@tuya/tuya-connector-nodejs');
  const context = new TuyaContext({ baseUrl: 'https://openapi.tuyacn.com', accessKey: ID, secretKey: SECRET });
  await context.client.store.setTokens({ access_token: TOKEN });
  const body = { commands: [{ code: 'switch_led', value: true }] };
  return (await context.request({ method: 'POST', path: '/v1.0/devices/device/commands', body })).success;
}

async function alipay(method, words) {
  const { AlipaySdk } = await named('alipay-sdk');
  const client = new AlipaySdk({ appId: ID, privateKey: KEY.trim(), keyType: 'PKCS8' });
  const answer = await client.exec(method, { format: 'json', ...words });
  return answer.accessToken ?? answer.nickName;
}

async function pinduoduo() {
  const { default: module } = await import('pdd-sdk');
  const client = new module.default({ clientId: ID, clientSecret: SECRET });
  const words = { access_token: TOKEN, data_type: 'JSON', goods_name: '茶 & more', page: '1' };
  return (await client.execute('pdd.goods.list.get', words)).goods_list_get_response;
}

const calls = {
  'github-app': () => githubApp({}),
  'github-app-narrowed': () => githubApp({ repositoryNames: ['one', 'two'], permissions: { contents: 'read' } }),
  'github-code': async () => (await github('exchangeWebFlowCode', { code: CODE, redirectUrl: REDIRECT })).token,
  'github-refresh': async () => (await github('refreshToken', { refreshToken: REFRESH })).token,
  'github-device': githubDevice,
  feishu: () => lark('https://open.feishu.cn'),
  lark: () => lark('https://open.larksuite.com'),
  douyin: () => douyin('getClientToken'),
  'douyin-miniapp': () => douyin('getAccessToken'),
  'notion-code': () => notion({ grant_type: 'authorization_code', code: CODE, redirect_uri: REDIRECT }),
  'notion-refresh': () => notion({ grant_type: 'refresh_token', refresh_token: REFRESH }),
  'pinduoduo-call': pinduoduo,
  'sap-btp': sapBtp,
  shopify,
  zoom,
  'alipay-node-call': () =>
    alipay('alipay.user.info.share', { authToken: TOKEN, bizContent: { goodsName: '茶 & more' } }),
  'alipay-node-code': () =>
    alipay('alipay.system.oauth.token', { grantType: 'authorization_code', code: CODE }),
  'alipay-node-refresh': () =>
    alipay('alipay.system.oauth.token', { grantType: 'refresh_token', refreshToken: REFRESH }),
  'tuya-command': tuya,
  'twitch-code': () => twitch('exchangeCode', SECRET, CODE, REDIRECT),
  'twitch-device': twitchDevice,
};
console.log(await calls[call]());
process.exit();
