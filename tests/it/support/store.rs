//! The servers of a shared store, as far as a test needs no particular one, and the machines that use them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;

use super::environment::TestEnv;
use super::process::Call;
use super::vendor::Vendor;

/// The key of every machine: 32 bytes in base64.
pub const KEY: &str = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleTE=";
/// Another one.
pub const OTHER_KEY: &str = "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3Q=";

/// A running server, which ends when the value is dropped.
pub trait Store: Sized {
    /// Starts a server, or skips the test if there is none on this machine.
    fn start() -> Option<Self>;

    /// Starts a server that writes what it stores to files.
    fn start_with_files() -> Option<Self>;

    /// The URL of a server of this kind at a port of this machine.
    fn url_at(port: u16) -> String;

    fn url(&self) -> String;

    /// The directory with the server's files.
    fn folder(&self) -> PathBuf;

    /// The value of the only key of this kind: `e`, `l`, `f` or `r`.
    fn value(&self, kind: &str) -> String;

    /// The name of the only key of this kind, or an empty text.
    fn key(&self, kind: &str) -> String;

    fn set(&self, key: &str, value: &str);

    /// Removes all keys.
    fn clear(&self);

    fn signal(&self, name: &str);

    /// Ends the server at once.
    fn stop(&mut self);

    /// Starts it again.
    fn start_again(&mut self);

    /// As `start_again`, without any keys.
    fn start_anew(&mut self);

    /// A machine that shares the tokens of the profile `fleet`.
    fn machine(&self) -> TestEnv {
        self.machine_with("", "")
    }

    /// As `machine`, with further lines in the tables of the store and of the profile.
    fn machine_with(&self, store: &str, profile: &str) -> TestEnv {
        machine(&format!("url = \"{}\"\nkey = \"{KEY}\"\n{store}", self.url()), profile)
    }
}

/// Makes a test of each function, for each server.
macro_rules! for_each_store {
    ($($name:ident),+ $(,)?) => {
        mod redis {
            $(#[test] fn $name() { super::$name::<$crate::support::redis::RedisServer>(); })+
        }
        mod etcd {
            $(#[test] fn $name() { super::$name::<$crate::support::etcd::EtcdServer>(); })+
        }
    };
}
pub(crate) use for_each_store;

/// A machine with these lines in the tables of the store and of the profile `fleet`.
pub fn machine(store: &str, profile: &str) -> TestEnv {
    let env = TestEnv::new();
    let profile = format!("[profiles.fleet]\nprovider = \"oauth2\"\nshared = true\n{profile}");
    env.write_config(&format!("[shared-store]\n{store}\n{profile}\n"));
    env
}

/// A call of the profile `fleet` that prints the bare token.
pub fn call(vendor: &Vendor, env: &TestEnv) -> Call {
    vendor.call_as(env, "fleet").arg("--output=token")
}

/// A port of this machine on which nobody listens. One that was free a moment ago may be that of another test.
pub const DEAD_PORT: u16 = 1;

/// A port that is free now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The port of a server that answers each read with `reply`, without understanding it.
pub fn server_that_says(reply: &'static [u8]) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("a port").port();
    let answer = move |mut stream: TcpStream| {
        let mut buffer = [0; 4096];
        while stream.read(&mut buffer).is_ok_and(|count| count > 0) {
            if stream.write_all(reply).is_err() {
                break;
            }
        }
    };
    thread::spawn(move || {
        listener.incoming().flatten().for_each(|stream| drop(thread::spawn(move || answer(stream))))
    });
    port
}
