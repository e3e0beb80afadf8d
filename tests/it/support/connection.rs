//! One connection to a `World`, from accept to close: the tunnel, the TLS handshake, one request, one reply.
//!
//! All three ports end in `handle`, so a test sees the same routing whichever way a request came.

use std::any::Any;
use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use rustls::{ServerConnection, StreamOwned};
use serde_json::json;

use super::certificates::Certificates;
use super::lifeline::Lifeline;
use super::record::Record;
use super::reply::{Ending, Reply};
use super::request::{NotHttp, Origin, Request};
use super::witness;

/// The test's request handler.
pub(super) type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// State that all connections of a world share.
pub(super) struct Shared {
    pub certificates: Certificates,
    pub handler: Box<Handler>,
    pub life: Lifeline,
    pub record: Mutex<Record>,
    /// The name of the test that owns this world.
    pub test: String,
}

/// The port that accepted a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Port {
    Proxy,
    Https,
    Http,
}

impl Shared {
    /// Accepts until the world ends, then waits for the connections that are still being served.
    pub(super) fn accept(&self, listener: &TcpListener, port: Port) {
        thread::scope(|scope| {
            loop {
                let (stream, _) = listener.accept().expect("the world can accept connections");
                let Some(number) = self.life.admit(&stream) else { return };
                self.count(port);
                scope.spawn(move || {
                    // An error means that the client disconnected; the test sees that on the client's side.
                    let _ = self.serve(&stream, port);
                    let _ = stream.shutdown(Shutdown::Both);
                    self.life.release(number);
                });
            }
        });
    }

    fn count(&self, port: Port) {
        let connections = &mut self.record.lock().unwrap().connections;
        match port {
            Port::Proxy => connections.proxy += 1,
            Port::Https => connections.https += 1,
            Port::Http => connections.http += 1,
        }
    }

    fn serve(&self, stream: &TcpStream, port: Port) -> io::Result<()> {
        // Replies are several small writes, which Nagle's algorithm would delay.
        stream.set_nodelay(true)?;
        match port {
            Port::Https => self.serve_tls(stream, "127.0.0.1", Origin { scheme: "https", tunnel: None }),
            Port::Proxy | Port::Http => self.serve_plain(stream, port),
        }
    }

    /// Serves a connection that begins without TLS: a plain request, or CONNECT and the tunnel after it.
    fn serve_plain(&self, stream: &TcpStream, port: Port) -> io::Result<()> {
        let mut reader = BufReader::new(stream);
        let origin = Origin { scheme: "http", tunnel: None };
        let Some(request) = self.read(&mut reader, &origin)? else { return Ok(()) };
        // The reader's buffer is empty: a TLS client waits for the tunnel before it sends more.
        let mut stream = reader.into_inner();
        if port == Port::Proxy && request.method == "CONNECT" {
            return self.serve_tunnel(stream, request);
        }
        let ending = self.handle(&mut stream, request)?;
        close_connection(stream, ending)
    }

    fn serve_tunnel(&self, mut stream: &TcpStream, connect: Request) -> io::Result<()> {
        let target = connect.raw_target.clone();
        self.record.lock().unwrap().tunnels.push(connect);
        stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
        let host = target.rsplit_once(':').map_or(target.as_str(), |(host, _)| host);
        let host = host.trim_matches(['[', ']']).to_owned();
        self.serve_tls(stream, &host, Origin { scheme: "https", tunnel: Some(target) })
    }

    fn serve_tls(&self, stream: &TcpStream, host: &str, origin: Origin) -> io::Result<()> {
        let config = self.certificates.server_config(host);
        let tls = ServerConnection::new(config).expect("the configuration is complete");
        // The handshake happens during the first read; some clients reject the certificate only afterwards.
        let mut reader = BufReader::new(StreamOwned::new(tls, stream));
        let Ok(Some(request)) = self.read(&mut reader, &origin) else {
            self.record.lock().unwrap().refused += 1;
            return Ok(());
        };
        let mut inner = reader.into_inner();
        let ending = self.handle(&mut inner, request)?;
        if ending == Ending::Orderly {
            inner.conn.send_close_notify();
            inner.flush()?;
        }
        close_connection(stream, ending)
    }

    /// Reads a request. Anything that is not HTTP is a bug in the binary and fails the test.
    fn read(
        &self,
        reader: &mut BufReader<impl Read + Write>,
        origin: &Origin,
    ) -> io::Result<Option<Request>> {
        Request::read(reader, origin).inspect_err(|error| {
            if let Some(reason) = error.get_ref().and_then(|inner| inner.downcast_ref::<NotHttp>()) {
                self.record_fault(reason.to_string());
            }
        })
    }

    /// Records the request before it replies, so that a test that has the reply finds the request.
    fn handle(&self, stream: &mut (impl Read + Write), request: Request) -> io::Result<Ending> {
        self.record.lock().unwrap().requests.push(request.clone());
        let reply = catch_unwind(AssertUnwindSafe(|| (self.handler)(&request))).unwrap_or_else(|panic| {
            self.record_fault(format!("the handler failed: {}\nfor {request:#?}", message(panic.as_ref())));
            // Not a 5xx, which the binary would retry.
            Reply::json(400, r#"{"error":"the_handler_of_this_test_failed"}"#)
        });
        witness::note(&self.test, "exchange", || {
            json!({
                "query": request.query, "headers": request.headers,
                "body": String::from_utf8_lossy(&request.body), "reply": reply.text(),
            })
        });
        reply.write(stream, &request.method, &self.life)
    }

    fn record_fault(&self, text: String) {
        self.record.lock().unwrap().faults.push(text);
    }
}

/// Closes a connection. An orderly close sends EOF and waits for the client to close: closing a socket with
/// unread input resets it, and the client may lose the reply.
fn close_connection(mut stream: &TcpStream, ending: Ending) -> io::Result<()> {
    if ending == Ending::Orderly {
        stream.shutdown(Shutdown::Write)?;
        io::copy(&mut stream, &mut io::sink())?;
    }
    Ok(())
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message")
}
