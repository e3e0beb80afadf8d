//! One connection to a world, from accept to close: the tunnel, the TLS handshake, one request, one reply.
//!
//! All three doors come together in `converse`, so a test sees the same routing whichever way a request came.

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

/// What the test answers with.
pub(super) type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// What all connections of a world have in common.
pub(super) struct Shared {
    pub certificates: Certificates,
    pub handler: Box<Handler>,
    pub life: Lifeline,
    pub record: Mutex<Record>,
    /// The test that this world belongs to.
    pub test: String,
}

/// The port a connection came in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Proxy,
    Https,
    Http,
}

impl Shared {
    /// Accepts until the world ends, then waits for every connection that is still being served.
    pub(super) fn accept(&self, listener: &TcpListener, door: Door) {
        thread::scope(|scope| {
            loop {
                let (stream, _) = listener.accept().expect("the world can accept connections");
                let Some(number) = self.life.admit(&stream) else { return };
                self.count(door);
                scope.spawn(move || {
                    // An error is a client that went away; the test sees that from the client's side.
                    let _ = self.serve(&stream, door);
                    let _ = stream.shutdown(Shutdown::Both);
                    self.life.release(number);
                });
            }
        });
    }

    fn count(&self, door: Door) {
        let connections = &mut self.record.lock().unwrap().connections;
        match door {
            Door::Proxy => connections.proxy += 1,
            Door::Https => connections.https += 1,
            Door::Http => connections.http += 1,
        }
    }

    fn serve(&self, stream: &TcpStream, door: Door) -> io::Result<()> {
        // Small writes follow each other here, and waiting to join them only makes tests slow.
        stream.set_nodelay(true)?;
        match door {
            Door::Https => self.serve_tls(stream, "127.0.0.1", Origin { scheme: "https", tunnel: None }),
            Door::Proxy | Door::Http => self.serve_clear(stream, door),
        }
    }

    /// Serves what begins without TLS: a plain request, or a proxy's CONNECT and what follows in the tunnel.
    fn serve_clear(&self, stream: &TcpStream, door: Door) -> io::Result<()> {
        let mut reader = BufReader::new(stream);
        let origin = Origin { scheme: "http", tunnel: None };
        let Some(request) = self.read(&mut reader, &origin)? else { return Ok(()) };
        // Nothing is lost with the reader: a client that speaks TLS waits for the tunnel first.
        let mut stream = reader.into_inner();
        if door == Door::Proxy && request.method == "CONNECT" {
            return self.serve_tunnel(stream, request);
        }
        let ending = self.converse(&mut stream, request)?;
        finish(stream, ending)
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
        // The handshake is part of the first read; some clients judge the certificate only after it.
        let mut reader = BufReader::new(StreamOwned::new(tls, stream));
        let Ok(Some(request)) = self.read(&mut reader, &origin) else {
            self.record.lock().unwrap().refused += 1;
            return Ok(());
        };
        let mut inner = reader.into_inner();
        let ending = self.converse(&mut inner, request)?;
        if ending == Ending::Orderly {
            inner.conn.send_close_notify();
            inner.flush()?;
        }
        finish(stream, ending)
    }

    /// Reads a request; one that is not HTTP is the binary's fault and fails the test.
    fn read(
        &self,
        reader: &mut BufReader<impl Read + Write>,
        origin: &Origin,
    ) -> io::Result<Option<Request>> {
        Request::read(reader, origin).inspect_err(|error| {
            if let Some(reason) = error.get_ref().and_then(|inner| inner.downcast_ref::<NotHttp>()) {
                self.fault(reason.to_string());
            }
        })
    }

    /// Records the request before it is answered, so that a test that has its answer finds it recorded.
    fn converse(&self, stream: &mut (impl Read + Write), request: Request) -> io::Result<Ending> {
        self.record.lock().unwrap().requests.push(request.clone());
        let reply = catch_unwind(AssertUnwindSafe(|| (self.handler)(&request))).unwrap_or_else(|panic| {
            self.fault(format!("the handler failed: {}\nfor {request:#?}", message(panic.as_ref())));
            // Not a 5xx, which the binary would only ask for again.
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

    fn fault(&self, text: String) {
        self.record.lock().unwrap().faults.push(text);
    }
}

/// Ends a connection. In order means: say that no more comes and wait for the client to close, since closing a
/// socket that has unread input resets it and may take the reply away from the client.
fn finish(mut stream: &TcpStream, ending: Ending) -> io::Result<()> {
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
