//! `World`: a mock of every server that the binary could contact, on three local ports.
//!
//! A proxy that terminates TLS lets the unmodified binary use the vendors' real host names; two more ports
//! serve `https://127.0.0.1` and `http://127.0.0.1`. One handler answers for all. A world without a single
//! call fails its test: an answer from the cache or a built-in default must not pass for a fetch.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use tempfile::NamedTempFile;

use super::certificates::{Certificates, Fault};
use super::connection::{Port, Shared};
use super::lifeline::Lifeline;
use super::record::Record;
use super::tools;
use super::witness;

pub use super::record::Connections;
pub use super::reply::Reply;
pub use super::request::Request;

/// A running world; it ends when the value is dropped.
pub struct World {
    shared: Arc<Shared>,
    proxy: Acceptor,
    https: Acceptor,
    http: Acceptor,
    ca_file: NamedTempFile,
}

impl World {
    /// Starts a world with this handler. A panic in the handler fails the test.
    pub fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::builder().start(handler)
    }

    /// Starts a world that gives every request the same reply.
    pub fn always(reply: Reply) -> Self {
        Self::start(move |_| reply.clone())
    }

    /// Starts a world that sends these replies in turn; one request too many fails the test.
    pub fn in_turn(replies: impl Into<Vec<Reply>>) -> Self {
        let replies = replies.into();
        let next = AtomicUsize::new(0);
        Self::start(move |_| {
            let number = next.fetch_add(1, Ordering::SeqCst);
            replies.get(number).unwrap_or_else(|| panic!("request {} was one too many", number + 1)).clone()
        })
    }

    /// Prepares a world whose certificates have a fault.
    pub fn builder() -> Builder {
        Builder { fault: None }
    }

    /// Allows the test to send no request.
    pub fn may_be_silent(self) -> Self {
        self.shared.record.lock().unwrap().may_be_silent = true;
        self
    }

    /// The PEM file of the CA certificate, for `--cacert` or `SSL_CERT_FILE`.
    pub fn ca_pem_path(&self) -> &str {
        self.ca_file.path().to_str().expect("the temporary folder's name is UTF-8")
    }

    /// The proxy's URL, for `--proxy` or `HTTPS_PROXY`.
    pub fn proxy_url(&self) -> String {
        format!("http://{}", self.proxy.address)
    }

    /// The address that serves TLS as `127.0.0.1`, `::1` and `localhost`.
    pub fn https_addr(&self) -> SocketAddr {
        self.https.address
    }

    /// The address that serves plain HTTP.
    pub fn http_addr(&self) -> SocketAddr {
        self.http.address
    }

    /// All requests so far in order of arrival, without CONNECT.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.record.lock().unwrap().requests.clone()
    }

    /// The only request; panics if there is any other number.
    #[track_caller]
    pub fn request(&self) -> Request {
        let only = <[Request; 1]>::try_from(self.requests());
        let [request] = only.unwrap_or_else(|all| panic!("not exactly one request: {all:#?}"));
        request
    }

    /// The CONNECT requests that the proxy received.
    pub fn tunnels(&self) -> Vec<Request> {
        self.shared.record.lock().unwrap().tunnels.clone()
    }

    /// The number of TCP connections that each port has accepted.
    pub fn connections(&self) -> Connections {
        self.shared.record.lock().unwrap().connections
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.shared.life.end();
        let acceptors = [&mut self.proxy, &mut self.https, &mut self.http];
        let sound = acceptors.map(Acceptor::close);
        // A second panic would abort the whole test binary and hide the first.
        if !thread::panicking() {
            assert!(sound.iter().all(|sound| *sound), "a bug in the world itself, see the panic above");
            let mut record = self.shared.record.lock().unwrap();
            // A test may be skipped after it has started its world.
            record.may_be_silent |= tools::is_skipped(&self.shared.test);
            if let Some(reason) = record.failure() {
                // Unlocks before the panic, so that the mutex is not poisoned.
                drop(record);
                panic!("{reason}");
            }
        }
    }
}

/// A world that is being prepared. The last fault set applies.
pub struct Builder {
    fault: Option<Fault>,
}

impl Builder {
    /// Certificates that expired in 2020.
    pub fn expired_certificate(self) -> Self {
        Self { fault: Some(Fault::Expired) }
    }

    /// Certificates for another host than the requested one.
    pub fn wrong_host(self) -> Self {
        Self { fault: Some(Fault::WrongHost) }
    }

    /// Self-signed certificates.
    pub fn self_signed(self) -> Self {
        Self { fault: Some(Fault::SelfSigned) }
    }

    /// Certificates of a CA that is not in `ca_pem_path`.
    pub fn untrusted_ca(self) -> Self {
        Self { fault: Some(Fault::UntrustedCa) }
    }

    /// Certificates with the host only in the common name.
    pub fn cn_only(self) -> Self {
        Self { fault: Some(Fault::CnOnly) }
    }

    /// Starts the world.
    pub fn start(self, handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> World {
        let certificates = Certificates::new(self.fault);
        let mut ca_file = NamedTempFile::new().expect("a temporary file");
        ca_file.write_all(certificates.trusted_pem().as_bytes()).expect("the certificate can be written");
        let shared = Arc::new(Shared {
            certificates,
            handler: Box::new(handler),
            life: Lifeline::default(),
            record: Mutex::new(Record::default()),
            test: witness::test(),
        });
        let open = |port| Acceptor::open(&shared, port);
        let (proxy, https, http) = (open(Port::Proxy), open(Port::Https), open(Port::Http));
        World { shared, proxy, https, http, ca_file }
    }
}

/// A port and the thread that accepts on it.
struct Acceptor {
    address: SocketAddr,
    acceptor: Option<JoinHandle<()>>,
}

impl Acceptor {
    fn open(shared: &Arc<Shared>, port: Port) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let shared = Arc::clone(shared);
        let acceptor = thread::spawn(move || shared.accept(&listener, port));
        Self { address, acceptor: Some(acceptor) }
    }

    /// Waits for the acceptor and its connections; `false` if one of them panicked.
    fn close(&mut self) -> bool {
        // The acceptor blocks in `accept`; one more connection, which is not admitted, wakes it.
        let _ = TcpStream::connect(self.address);
        self.acceptor.take().is_none_or(|acceptor| acceptor.join().is_ok())
    }
}
