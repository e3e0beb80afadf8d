//! A shared store, whose server may be anybody's.

use gettoken::internals::crypto::seal::{Opened, SealContext, SealingKeys};
use gettoken::internals::secret::Secret;
use gettoken::internals::store::shared::{etcd, redis};

/// 32 bytes in base64.
const KEY: &str = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleTE=";

/// Target: a reply of the server. Nothing that we did not seal can be opened, and what we seal is opened again only in
/// its place.
pub fn shared(data: &[u8]) {
    let keys = SealingKeys::parse(&[Secret::new(KEY)]).expect("a key");
    for found in [redis::parse_reply(data), etcd::parse_reply(data)].into_iter().flatten() {
        let context = SealContext { kind: "entry", name: "0a", generation: found.generation };
        assert!(!matches!(keys.open(context, &found.sealed), Opened::Text(_)));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    let text = text.trim_end_matches('\0');
    let context = SealContext { kind: "entry", name: "0a", generation: 1 };
    let sealed = keys.seal(context, &Secret::new(text)).expect("it can be sealed");
    assert!(text.len() < 8 || !sealed.contains(text));
    assert_eq!(keys.open(context, &sealed), Opened::Text(Secret::new(text)));
    assert_eq!(keys.open(SealContext { generation: 2, ..context }, &sealed), Opened::Damaged);
}
