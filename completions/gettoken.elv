
use builtin;
use str;

set edit:completion:arg-completer[gettoken] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'gettoken'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'gettoken'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
            cand api 'Call the vendor''s API with the token; one more try with a new one when it is rejected'
            cand login 'Log in, in a browser or on another device, and stay logged in'
            cand logout 'End a session here and at the vendor'
            cand doctor 'Say what is right, doubtful or wrong, and what to do about it'
            cand docker-credential 'Answer docker, podman and skopeo as their credential helper'
            cand exec 'Run a command with the token in its environment'
            cand git-credential 'Answer git as its credential helper'
            cand cache 'What is stored, until when; forget one or all'
            cand completions 'Print a completion script'
            cand config 'The config file: where, a commented sample, is it right'
            cand demo 'The main job against a mock token server on loopback: no account needed'
            cand providers 'The definitions: the built-in ones and your own'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;alimail'= {
            cand --client-id 'The client id (应用ID) [env: ALIMAIL_CLIENT_ID]'
            cand --app-id 'The client id (应用ID) [env: ALIMAIL_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (应用Secret) [env: ALIMAIL_CLIENT_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (应用Secret) [env: ALIMAIL_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --host 'cn, sg (international), personal, or a host name [env: ALIMAIL_HOST] [default: cn]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;auth0'= {
            cand --client-id 'The client id (Client ID) [env: AUTH0_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret) [env: AUTH0_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --domain 'domain of the tenant, such as example.eu.auth0.com [env: AUTH0_DOMAIN]'
            cand --organization 'name or identifier of an organization [env: AUTH0_ORGANIZATION]'
            cand --redirect-uri 'redirect address, as entered for the application [env: AUTH0_REDIRECT_URI] [default: http://localhost:8080/callback]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;azure-china'= {
            cand --client-id 'The client id (API Key, or application (client) ID) [env: AZURE_CHINA_CLIENT_ID, AZURE_CLIENT_ID]'
            cand --api-key 'The client id (API Key, or application (client) ID) [env: AZURE_CHINA_CLIENT_ID, AZURE_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (API Secret, or client secret) [env: AZURE_CHINA_CLIENT_SECRET, AZURE_CLIENT_SECRET]'
            cand --api-secret 'The client secret; other users of this machine may see it (API Secret, or client secret) [env: AZURE_CHINA_CLIENT_SECRET, AZURE_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --host 'login host: chinacloudapi, partner, or a host name [default: chinacloudapi]'
            cand --tenant 'directory (tenant) ID, or a verified domain; for a login also common or organizations [env: AZURE_TENANT_ID]'
            cand --type 'value of the field Type, which sample code sends and no document names; an empty one leaves it out [default: oauth2]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;baidu'= {
            cand --client-id 'The client id (API Key) [env: BAIDU_CLIENT_ID, BAIDU_API_KEY]'
            cand --api-key 'The client id (API Key) [env: BAIDU_CLIENT_ID, BAIDU_API_KEY]'
            cand --client-secret 'The client secret; other users of this machine may see it (Secret Key) [env: BAIDU_CLIENT_SECRET, BAIDU_SECRET_KEY]'
            cand --secret-key 'The client secret; other users of this machine may see it (Secret Key) [env: BAIDU_CLIENT_SECRET, BAIDU_SECRET_KEY]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;dingtalk'= {
            cand --client-id 'The client id (AppKey) [env: DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --app-key 'The client id (AppKey) [env: DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret) [env: DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret) [env: DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;dingtalk-corp'= {
            cand --client-id 'The client id (Client ID (AppKey or SuiteKey)) [env: DINGTALK_CORP_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --app-key 'The client id (Client ID (AppKey or SuiteKey)) [env: DINGTALK_CORP_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret (AppSecret or SuiteSecret)) [env: DINGTALK_CORP_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (Client Secret (AppSecret or SuiteSecret)) [env: DINGTALK_CORP_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --corp-id 'corpId of the organization in which the application runs [env: DINGTALK_CORP_ID]'
            cand --host 'cn, intl, or a host name [default: cn]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;dingtalk-user'= {
            cand --client-id 'The client id (AppKey (Client ID)) [env: DINGTALK_USER_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --app-key 'The client id (AppKey (Client ID)) [env: DINGTALK_USER_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_USER_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_USER_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --corp-id 'CorpId of the organization to log in to, so that nobody has to choose [env: DINGTALK_USER_CORP_ID, DINGTALK_CORP_ID]'
            cand --region 'cn, or intl outside China [default: cn]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;dingtalk-v1'= {
            cand --client-id 'The client id (AppKey (Client ID)) [env: DINGTALK_V1_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --app-key 'The client id (AppKey (Client ID)) [env: DINGTALK_V1_CLIENT_ID, DINGTALK_CLIENT_ID, DINGTALK_APP_KEY]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_V1_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret (Client Secret)) [env: DINGTALK_V1_CLIENT_SECRET, DINGTALK_CLIENT_SECRET, DINGTALK_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --host 'cn, intl, or a host name [default: cn]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;entra'= {
            cand --client-id 'The client id (application (client) ID) [env: ENTRA_CLIENT_ID, AZURE_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_CLIENT_SECRET, AZURE_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --cloud 'the cloud in which the tenant lives [default: global]'
            cand --tenant 'directory (tenant) ID, or a verified domain; for a login also common, organizations or consumers [env: AZURE_TENANT_ID]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;entra-v1'= {
            cand --client-id 'The client id (application (client) ID) [env: ENTRA_V1_CLIENT_ID, AZURE_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (client secret (its value, not its ID)) [env: ENTRA_V1_CLIENT_SECRET, AZURE_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --cloud 'the cloud in which the tenant lives [default: global]'
            cand --tenant 'directory (tenant) ID, or a verified domain [env: AZURE_TENANT_ID]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;exmail'= {
            cand --client-id 'The client id (CorpID) [env: EXMAIL_CLIENT_ID, EXMAIL_CORP_ID]'
            cand --corp-id 'The client id (CorpID) [env: EXMAIL_CLIENT_ID, EXMAIL_CORP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (CorpSecret) [env: EXMAIL_CLIENT_SECRET, EXMAIL_CORP_SECRET]'
            cand --corp-secret 'The client secret; other users of this machine may see it (CorpSecret) [env: EXMAIL_CLIENT_SECRET, EXMAIL_CORP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;feishu'= {
            cand --client-id 'The client id (App ID) [env: FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --app-id 'The client id (App ID) [env: FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --brand 'feishu (China) or lark (international) [default: feishu]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;feishu-user'= {
            cand --client-id 'The client id (App ID) [env: FEISHU_USER_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --app-id 'The client id (App ID) [env: FEISHU_USER_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_USER_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_USER_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --brand 'feishu (China) or lark (international) [default: feishu]'
            cand --redirect-uri 'redirect address, as entered for the application [env: FEISHU_USER_REDIRECT_URI] [default: http://localhost:8080/callback]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;feishu-v3'= {
            cand --client-id 'The client id (App ID) [env: FEISHU_V3_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --app-id 'The client id (App ID) [env: FEISHU_V3_CLIENT_ID, FEISHU_CLIENT_ID, FEISHU_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_V3_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (App Secret) [env: FEISHU_V3_CLIENT_SECRET, FEISHU_CLIENT_SECRET, FEISHU_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --brand 'feishu (China) or lark (international) [default: feishu]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;gitee'= {
            cand --client-id 'The client id (Client ID) [env: GITEE_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret) [env: GITEE_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --redirect-uri 'redirect address (应用回调地址), as entered for the application [env: GITEE_REDIRECT_URI] [default: http://localhost:8080/callback]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;github'= {
            cand --client-id 'The client id (client ID) [env: GITHUB_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (client secret) [env: GITHUB_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;google'= {
            cand --client-id 'The client id (client ID) [env: GOOGLE_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (client secret) [env: GOOGLE_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;huawei'= {
            cand --client-id 'The client id (OAuth 2.0 client ID) [env: HUAWEI_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (OAuth 2.0 client secret) [env: HUAWEI_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --redirect-uri 'redirect address, as registered for the application; for a login alone [env: HUAWEI_REDIRECT_URI]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;keycloak'= {
            cand --client-id 'The client id (Client ID) [env: KEYCLOAK_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret) [env: KEYCLOAK_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --base-url 'address of the server, such as https://sso.example.com, before version 17 with /auth; no slash at its end [env: KEYCLOAK_BASE_URL, KEYCLOAK_URL]'
            cand --realm 'name of the realm [env: KEYCLOAK_REALM]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;oauth2'= {
            cand --client-id 'The client id [env: OAUTH2_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it [env: OAUTH2_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --authorize-url 'address that a person''s browser is sent to [env: OAUTH2_AUTHORIZE_URL]'
            cand --client-auth 'how the client sends its secret: in the form (post), in a header (basic), or not at all (none) [default: post]'
            cand --device-url 'address that gives codes for a login on another device [env: OAUTH2_DEVICE_URL]'
            cand --issuer 'name by which the server calls itself after a login; an answer with another one is turned away [env: OAUTH2_ISSUER]'
            cand --revoke-url 'address that ends a session [env: OAUTH2_REVOKE_URL]'
            cand --token-url 'address of the token endpoint [env: OAUTH2_TOKEN_URL]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;okta'= {
            cand --client-id 'The client id (Client ID) [env: OKTA_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret) [env: OKTA_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --authorization-server 'ID of the authorization server [env: OKTA_AUTHORIZATION_SERVER] [default: default]'
            cand --client-auth 'as the application is set up: in a header (basic), or in the form (post) [default: basic]'
            cand --domain 'domain of the organization, such as example.okta.com [env: OKTA_DOMAIN]'
            cand --redirect-uri 'redirect address, as entered for the application [env: OKTA_REDIRECT_URI] [default: http://localhost:8080/callback]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;qq-bot'= {
            cand --client-id 'The client id (AppID) [env: QQ_BOT_CLIENT_ID, QQ_BOT_APP_ID]'
            cand --app-id 'The client id (AppID) [env: QQ_BOT_CLIENT_ID, QQ_BOT_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret) [env: QQ_BOT_CLIENT_SECRET, QQ_BOT_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret) [env: QQ_BOT_CLIENT_SECRET, QQ_BOT_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --environment 'which API is called: production or sandbox [default: production]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;qq-connect'= {
            cand --client-id 'The client id (APP ID) [env: QQ_CONNECT_CLIENT_ID, QQ_CONNECT_APP_ID]'
            cand --app-id 'The client id (APP ID) [env: QQ_CONNECT_CLIENT_ID, QQ_CONNECT_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (APP Key) [env: QQ_CONNECT_CLIENT_SECRET, QQ_CONNECT_APP_KEY]'
            cand --app-key 'The client secret; other users of this machine may see it (APP Key) [env: QQ_CONNECT_CLIENT_SECRET, QQ_CONNECT_APP_KEY]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --redirect-uri 'redirect address, on the domain registered for the application [env: QQ_CONNECT_REDIRECT_URI]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;qqmail'= {
            cand --client-id 'The client id (Client ID) [env: QQMAIL_CLIENT_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (Client Secret) [env: QQMAIL_CLIENT_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;wechat'= {
            cand --client-id 'The client id (AppID) [env: WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]'
            cand --app-id 'The client id (AppID) [env: WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;wechat-stable'= {
            cand --client-id 'The client id (AppID) [env: WECHAT_STABLE_CLIENT_ID, WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]'
            cand --app-id 'The client id (AppID) [env: WECHAT_STABLE_CLIENT_ID, WECHAT_CLIENT_ID, WECHAT_APP_ID, WECHAT_APPID]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_STABLE_CLIENT_SECRET, WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_STABLE_CLIENT_SECRET, WECHAT_CLIENT_SECRET, WECHAT_APP_SECRET, WECHAT_APPSECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;wechat-user'= {
            cand --client-id 'The client id (AppID) [env: WECHAT_USER_CLIENT_ID, WECHAT_USER_APP_ID]'
            cand --app-id 'The client id (AppID) [env: WECHAT_USER_CLIENT_ID, WECHAT_USER_APP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_USER_CLIENT_SECRET, WECHAT_USER_APP_SECRET]'
            cand --app-secret 'The client secret; other users of this machine may see it (AppSecret) [env: WECHAT_USER_CLIENT_SECRET, WECHAT_USER_APP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --page 'where the person agrees: a link opened inside WeChat (inside), or a code to scan, for websites (scan) [default: inside]'
            cand --redirect-uri 'redirect address, on the domain registered for the account [env: WECHAT_USER_REDIRECT_URI]'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;wecom'= {
            cand --client-id 'The client id (corpid (企业ID)) [env: WECOM_CLIENT_ID, WECOM_CORP_ID]'
            cand --corp-id 'The client id (corpid (企业ID)) [env: WECOM_CLIENT_ID, WECOM_CORP_ID]'
            cand --client-secret 'The client secret; other users of this machine may see it (corpsecret (Secret)) [env: WECOM_CLIENT_SECRET, WECOM_CORP_SECRET]'
            cand --corp-secret 'The client secret; other users of this machine may see it (corpsecret (Secret)) [env: WECOM_CLIENT_SECRET, WECOM_CORP_SECRET]'
            cand --client-secret-file 'A file with the client secret, or - for stdin'
            cand --scope 'What the token is for; may be given several times'
            cand --audience 'Who the token is for, where the server wants to know'
            cand --resource 'The resource the token is for (RFC 8707)'
            cand --param 'An extra field of the request; may be given several times'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --env-name 'The variable''s name in the formats env, dotenv, fish and powershell'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --dry-run 'Show the request, without secrets, and send nothing'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;api'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;api;alimail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;auth0'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;azure-china'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;baidu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;dingtalk'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;dingtalk-corp'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;dingtalk-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;dingtalk-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;entra'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;entra-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;exmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;feishu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;feishu-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;feishu-v3'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;gitee'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;github'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;google'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;huawei'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;keycloak'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;oauth2'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;okta'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;qq-bot'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;qq-connect'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;qqmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;wechat'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;wechat-stable'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;wechat-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;api;wecom'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;login;alimail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;auth0'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;azure-china'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;baidu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;dingtalk'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;dingtalk-corp'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;dingtalk-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;dingtalk-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;entra'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;entra-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;exmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;feishu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;feishu-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;feishu-v3'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;gitee'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;github'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;google'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;huawei'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;keycloak'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;oauth2'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;okta'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;qq-bot'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;qq-connect'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;qqmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;wechat'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;wechat-stable'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;wechat-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;login;wecom'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;logout;alimail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;auth0'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;azure-china'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;baidu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;dingtalk'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;dingtalk-corp'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;dingtalk-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;dingtalk-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;entra'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;entra-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;exmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;feishu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;feishu-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;feishu-v3'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;gitee'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;github'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;google'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;huawei'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;keycloak'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;oauth2'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;okta'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;qq-bot'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;qq-connect'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;qqmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;wechat'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;wechat-stable'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;wechat-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;logout;wecom'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;doctor;alimail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;auth0'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;azure-china'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;baidu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;dingtalk'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;dingtalk-corp'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;dingtalk-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;dingtalk-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;entra'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;entra-v1'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;exmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;feishu'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;feishu-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;feishu-v3'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;gitee'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;github'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;google'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;huawei'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;keycloak'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;oauth2'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;okta'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;qq-bot'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;qq-connect'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;qqmail'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;wechat'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;wechat-stable'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;wechat-user'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;doctor;wecom'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print the report as JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;docker-credential'= {
            cand --allow-host 'A further server that the token is for; may be given several times'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;exec'= {
            cand --env-name 'The variable''s name [default: ACCESS_TOKEN]'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand --min-valid 'Want at least this much life left [default: 60s]'
            cand --rejected 'Ask the vendor only if the stored token is the rejected one: it stands on stdin, or its SHA-256 is given'
            cand --lock-timeout 'Longest wait for another process''s request [default: --timeout and 5s]'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --file 'Give the token in a file without a name instead, whose path is in ACCESS_TOKEN_FILE: an environment is inherited by whatever the command starts'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand --force 'Ask the vendor even if a stored token is valid'
            cand --offline 'Answer from the cache or fail'
            cand --no-cache 'Neither read nor write the cache'
            cand --require-cache 'Fail if the token cannot be stored'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;git-credential'= {
            cand --allow-host 'A further server that the token is for; may be given several times'
            cand --user 'Whose token it is, for readers that want a name beside it, such as mail programs'
            cand --grant 'The application''s own token, or that of the person who logged in'
            cand --timeout 'For the whole call [default: 30s]'
            cand --connect-timeout 'For resolving the name, and for connecting [default: 10s]'
            cand --retries 'How often a request that failed for a passing reason is repeated [default: 2]'
            cand --cacert 'Certificate authorities to believe besides the system''s [env: SSL_CERT_FILE, SSL_CERT_DIR]'
            cand --proxy 'Proxy for https; `none` for no proxy [env: HTTPS_PROXY, ALL_PROXY, NO_PROXY]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --require-scope 'Fail if the token lacks some of the scope, instead of a warning'
            cand -4 'Connect over IPv4 only'
            cand --ipv4 'Connect over IPv4 only'
            cand -6 'Connect over IPv6 only'
            cand --ipv6 'Connect over IPv6 only'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gettoken;cache'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'Stored tokens and how long they live; never the tokens'
            cand clear 'Forget one profile''s tokens, or all'
            cand path 'Print the folder'
            cand verify 'Read every entry and tell which are damaged'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;cache;list'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;cache;clear'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --sessions 'Sessions too, which cannot be fetched again: log out instead'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;cache;path'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;cache;verify'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;cache;help'= {
            cand list 'Stored tokens and how long they live; never the tokens'
            cand clear 'Forget one profile''s tokens, or all'
            cand path 'Print the folder'
            cand verify 'Read every entry and tell which are damaged'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;cache;help;list'= {
        }
        &'gettoken;cache;help;clear'= {
        }
        &'gettoken;cache;help;path'= {
        }
        &'gettoken;cache;help;verify'= {
        }
        &'gettoken;cache;help;help'= {
        }
        &'gettoken;completions'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand path 'Print where the config file is'
            cand init 'Write a commented sample, unless there is a file already'
            cand check 'Read the config file and every provider it names'
            cand set-secret 'Put a profile''s client secret, from stdin, into the system''s keyring'
            cand remove-secret 'Remove a profile''s client secret from the system''s keyring'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;config;path'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config;init'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config;check'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config;set-secret'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config;remove-secret'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;config;help'= {
            cand path 'Print where the config file is'
            cand init 'Write a commented sample, unless there is a file already'
            cand check 'Read the config file and every provider it names'
            cand set-secret 'Put a profile''s client secret, from stdin, into the system''s keyring'
            cand remove-secret 'Remove a profile''s client secret from the system''s keyring'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;config;help;path'= {
        }
        &'gettoken;config;help;init'= {
        }
        &'gettoken;config;help;check'= {
        }
        &'gettoken;config;help;set-secret'= {
        }
        &'gettoken;config;help;remove-secret'= {
        }
        &'gettoken;config;help;help'= {
        }
        &'gettoken;demo'= {
            cand -o 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --output 'What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]'
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --serve 'Keep the server up, and print what to export so that scripts work offline'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;providers'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'Every provider with its title'
            cand show 'Print a definition in the form you may copy and change'
            cand check 'Check definitions and run their examples'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;providers;list'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --json 'Print JSON'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;providers;show'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;providers;check'= {
            cand --config-dir 'Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]'
            cand --error-format 'How errors are written on stderr'
            cand --insecure-file-mode 'Take files with secrets although others may read them, with a warning'
            cand -v 'Say on stderr where each value came from and what was asked'
            cand --verbose 'Say on stderr where each value came from and what was asked'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'gettoken;providers;help'= {
            cand list 'Every provider with its title'
            cand show 'Print a definition in the form you may copy and change'
            cand check 'Check definitions and run their examples'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;providers;help;list'= {
        }
        &'gettoken;providers;help;show'= {
        }
        &'gettoken;providers;help;check'= {
        }
        &'gettoken;providers;help;help'= {
        }
        &'gettoken;help'= {
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
            cand api 'Call the vendor''s API with the token; one more try with a new one when it is rejected'
            cand login 'Log in, in a browser or on another device, and stay logged in'
            cand logout 'End a session here and at the vendor'
            cand doctor 'Say what is right, doubtful or wrong, and what to do about it'
            cand docker-credential 'Answer docker, podman and skopeo as their credential helper'
            cand exec 'Run a command with the token in its environment'
            cand git-credential 'Answer git as its credential helper'
            cand cache 'What is stored, until when; forget one or all'
            cand completions 'Print a completion script'
            cand config 'The config file: where, a commented sample, is it right'
            cand demo 'The main job against a mock token server on loopback: no account needed'
            cand providers 'The definitions: the built-in ones and your own'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gettoken;help;alimail'= {
        }
        &'gettoken;help;auth0'= {
        }
        &'gettoken;help;azure-china'= {
        }
        &'gettoken;help;baidu'= {
        }
        &'gettoken;help;dingtalk'= {
        }
        &'gettoken;help;dingtalk-corp'= {
        }
        &'gettoken;help;dingtalk-user'= {
        }
        &'gettoken;help;dingtalk-v1'= {
        }
        &'gettoken;help;entra'= {
        }
        &'gettoken;help;entra-v1'= {
        }
        &'gettoken;help;exmail'= {
        }
        &'gettoken;help;feishu'= {
        }
        &'gettoken;help;feishu-user'= {
        }
        &'gettoken;help;feishu-v3'= {
        }
        &'gettoken;help;gitee'= {
        }
        &'gettoken;help;github'= {
        }
        &'gettoken;help;google'= {
        }
        &'gettoken;help;huawei'= {
        }
        &'gettoken;help;keycloak'= {
        }
        &'gettoken;help;oauth2'= {
        }
        &'gettoken;help;okta'= {
        }
        &'gettoken;help;qq-bot'= {
        }
        &'gettoken;help;qq-connect'= {
        }
        &'gettoken;help;qqmail'= {
        }
        &'gettoken;help;wechat'= {
        }
        &'gettoken;help;wechat-stable'= {
        }
        &'gettoken;help;wechat-user'= {
        }
        &'gettoken;help;wecom'= {
        }
        &'gettoken;help;api'= {
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;help;api;alimail'= {
        }
        &'gettoken;help;api;auth0'= {
        }
        &'gettoken;help;api;azure-china'= {
        }
        &'gettoken;help;api;baidu'= {
        }
        &'gettoken;help;api;dingtalk'= {
        }
        &'gettoken;help;api;dingtalk-corp'= {
        }
        &'gettoken;help;api;dingtalk-user'= {
        }
        &'gettoken;help;api;dingtalk-v1'= {
        }
        &'gettoken;help;api;entra'= {
        }
        &'gettoken;help;api;entra-v1'= {
        }
        &'gettoken;help;api;exmail'= {
        }
        &'gettoken;help;api;feishu'= {
        }
        &'gettoken;help;api;feishu-user'= {
        }
        &'gettoken;help;api;feishu-v3'= {
        }
        &'gettoken;help;api;gitee'= {
        }
        &'gettoken;help;api;github'= {
        }
        &'gettoken;help;api;google'= {
        }
        &'gettoken;help;api;huawei'= {
        }
        &'gettoken;help;api;keycloak'= {
        }
        &'gettoken;help;api;oauth2'= {
        }
        &'gettoken;help;api;okta'= {
        }
        &'gettoken;help;api;qq-bot'= {
        }
        &'gettoken;help;api;qq-connect'= {
        }
        &'gettoken;help;api;qqmail'= {
        }
        &'gettoken;help;api;wechat'= {
        }
        &'gettoken;help;api;wechat-stable'= {
        }
        &'gettoken;help;api;wechat-user'= {
        }
        &'gettoken;help;api;wecom'= {
        }
        &'gettoken;help;login'= {
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;help;login;alimail'= {
        }
        &'gettoken;help;login;auth0'= {
        }
        &'gettoken;help;login;azure-china'= {
        }
        &'gettoken;help;login;baidu'= {
        }
        &'gettoken;help;login;dingtalk'= {
        }
        &'gettoken;help;login;dingtalk-corp'= {
        }
        &'gettoken;help;login;dingtalk-user'= {
        }
        &'gettoken;help;login;dingtalk-v1'= {
        }
        &'gettoken;help;login;entra'= {
        }
        &'gettoken;help;login;entra-v1'= {
        }
        &'gettoken;help;login;exmail'= {
        }
        &'gettoken;help;login;feishu'= {
        }
        &'gettoken;help;login;feishu-user'= {
        }
        &'gettoken;help;login;feishu-v3'= {
        }
        &'gettoken;help;login;gitee'= {
        }
        &'gettoken;help;login;github'= {
        }
        &'gettoken;help;login;google'= {
        }
        &'gettoken;help;login;huawei'= {
        }
        &'gettoken;help;login;keycloak'= {
        }
        &'gettoken;help;login;oauth2'= {
        }
        &'gettoken;help;login;okta'= {
        }
        &'gettoken;help;login;qq-bot'= {
        }
        &'gettoken;help;login;qq-connect'= {
        }
        &'gettoken;help;login;qqmail'= {
        }
        &'gettoken;help;login;wechat'= {
        }
        &'gettoken;help;login;wechat-stable'= {
        }
        &'gettoken;help;login;wechat-user'= {
        }
        &'gettoken;help;login;wecom'= {
        }
        &'gettoken;help;logout'= {
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;help;logout;alimail'= {
        }
        &'gettoken;help;logout;auth0'= {
        }
        &'gettoken;help;logout;azure-china'= {
        }
        &'gettoken;help;logout;baidu'= {
        }
        &'gettoken;help;logout;dingtalk'= {
        }
        &'gettoken;help;logout;dingtalk-corp'= {
        }
        &'gettoken;help;logout;dingtalk-user'= {
        }
        &'gettoken;help;logout;dingtalk-v1'= {
        }
        &'gettoken;help;logout;entra'= {
        }
        &'gettoken;help;logout;entra-v1'= {
        }
        &'gettoken;help;logout;exmail'= {
        }
        &'gettoken;help;logout;feishu'= {
        }
        &'gettoken;help;logout;feishu-user'= {
        }
        &'gettoken;help;logout;feishu-v3'= {
        }
        &'gettoken;help;logout;gitee'= {
        }
        &'gettoken;help;logout;github'= {
        }
        &'gettoken;help;logout;google'= {
        }
        &'gettoken;help;logout;huawei'= {
        }
        &'gettoken;help;logout;keycloak'= {
        }
        &'gettoken;help;logout;oauth2'= {
        }
        &'gettoken;help;logout;okta'= {
        }
        &'gettoken;help;logout;qq-bot'= {
        }
        &'gettoken;help;logout;qq-connect'= {
        }
        &'gettoken;help;logout;qqmail'= {
        }
        &'gettoken;help;logout;wechat'= {
        }
        &'gettoken;help;logout;wechat-stable'= {
        }
        &'gettoken;help;logout;wechat-user'= {
        }
        &'gettoken;help;logout;wecom'= {
        }
        &'gettoken;help;doctor'= {
            cand alimail 'Alimail (阿里邮箱)'
            cand auth0 'Auth0'
            cand azure-china 'Azure China (世纪互联)'
            cand baidu 'Baidu AI (百度智能云)'
            cand dingtalk 'DingTalk (钉钉)'
            cand dingtalk-corp 'DingTalk (钉钉), one organization'
            cand dingtalk-user 'DingTalk (钉钉), for a person'
            cand dingtalk-v1 'DingTalk (钉钉), API v1.0'
            cand entra 'Microsoft Entra ID (Azure AD)'
            cand entra-v1 'Microsoft Entra ID (Azure AD), v1.0 endpoint'
            cand exmail 'Tencent Exmail (腾讯企业邮)'
            cand feishu 'Feishu (飞书) and Lark'
            cand feishu-user 'Feishu (飞书) and Lark, for a person'
            cand feishu-v3 'Feishu (飞书) and Lark, OAuth endpoint'
            cand gitee 'Gitee (码云)'
            cand github 'GitHub'
            cand google 'Google'
            cand huawei 'Huawei (华为)'
            cand keycloak 'Keycloak'
            cand oauth2 'OAuth 2.0 (any server)'
            cand okta 'Okta'
            cand qq-bot 'QQ Bot (QQ 机器人)'
            cand qq-connect 'QQ Connect (QQ 互联)'
            cand qqmail 'QQ Mail (QQ 邮箱)'
            cand wechat 'WeChat (微信), classic token'
            cand wechat-stable 'WeChat (微信), stable token'
            cand wechat-user 'WeChat (微信), for a person'
            cand wecom 'WeCom (企业微信)'
        }
        &'gettoken;help;doctor;alimail'= {
        }
        &'gettoken;help;doctor;auth0'= {
        }
        &'gettoken;help;doctor;azure-china'= {
        }
        &'gettoken;help;doctor;baidu'= {
        }
        &'gettoken;help;doctor;dingtalk'= {
        }
        &'gettoken;help;doctor;dingtalk-corp'= {
        }
        &'gettoken;help;doctor;dingtalk-user'= {
        }
        &'gettoken;help;doctor;dingtalk-v1'= {
        }
        &'gettoken;help;doctor;entra'= {
        }
        &'gettoken;help;doctor;entra-v1'= {
        }
        &'gettoken;help;doctor;exmail'= {
        }
        &'gettoken;help;doctor;feishu'= {
        }
        &'gettoken;help;doctor;feishu-user'= {
        }
        &'gettoken;help;doctor;feishu-v3'= {
        }
        &'gettoken;help;doctor;gitee'= {
        }
        &'gettoken;help;doctor;github'= {
        }
        &'gettoken;help;doctor;google'= {
        }
        &'gettoken;help;doctor;huawei'= {
        }
        &'gettoken;help;doctor;keycloak'= {
        }
        &'gettoken;help;doctor;oauth2'= {
        }
        &'gettoken;help;doctor;okta'= {
        }
        &'gettoken;help;doctor;qq-bot'= {
        }
        &'gettoken;help;doctor;qq-connect'= {
        }
        &'gettoken;help;doctor;qqmail'= {
        }
        &'gettoken;help;doctor;wechat'= {
        }
        &'gettoken;help;doctor;wechat-stable'= {
        }
        &'gettoken;help;doctor;wechat-user'= {
        }
        &'gettoken;help;doctor;wecom'= {
        }
        &'gettoken;help;docker-credential'= {
        }
        &'gettoken;help;exec'= {
        }
        &'gettoken;help;git-credential'= {
        }
        &'gettoken;help;cache'= {
            cand list 'Stored tokens and how long they live; never the tokens'
            cand clear 'Forget one profile''s tokens, or all'
            cand path 'Print the folder'
            cand verify 'Read every entry and tell which are damaged'
        }
        &'gettoken;help;cache;list'= {
        }
        &'gettoken;help;cache;clear'= {
        }
        &'gettoken;help;cache;path'= {
        }
        &'gettoken;help;cache;verify'= {
        }
        &'gettoken;help;completions'= {
        }
        &'gettoken;help;config'= {
            cand path 'Print where the config file is'
            cand init 'Write a commented sample, unless there is a file already'
            cand check 'Read the config file and every provider it names'
            cand set-secret 'Put a profile''s client secret, from stdin, into the system''s keyring'
            cand remove-secret 'Remove a profile''s client secret from the system''s keyring'
        }
        &'gettoken;help;config;path'= {
        }
        &'gettoken;help;config;init'= {
        }
        &'gettoken;help;config;check'= {
        }
        &'gettoken;help;config;set-secret'= {
        }
        &'gettoken;help;config;remove-secret'= {
        }
        &'gettoken;help;demo'= {
        }
        &'gettoken;help;providers'= {
            cand list 'Every provider with its title'
            cand show 'Print a definition in the form you may copy and change'
            cand check 'Check definitions and run their examples'
        }
        &'gettoken;help;providers;list'= {
        }
        &'gettoken;help;providers;show'= {
        }
        &'gettoken;help;providers;check'= {
        }
        &'gettoken;help;help'= {
        }
    ]
    $completions[$command]
}
