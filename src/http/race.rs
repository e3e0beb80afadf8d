//! Connects to the first of a host's addresses that answers (Happy Eyeballs, RFC 8305). A dead address costs
//! a quarter of a second, not the whole time limit.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::probe::milliseconds;
use crate::signals;

/// If an address has not answered for this long, the next one is tried too (RFC 8305 §5).
const STAGGER: Duration = Duration::from_millis(250);
/// Stack size of a connecting thread, in bytes.
const STACK: usize = 64 * 1024;

/// One attempt to connect: how long it took, or why it failed.
#[derive(Debug, Serialize)]
pub struct Attempt {
    pub address: SocketAddr,
    pub milliseconds: Option<u64>,
    pub error: Option<String>,
    #[serde(skip)]
    pub fault: Option<io::ErrorKind>,
}

type Connected = io::Result<TcpStream>;

fn attempt(address: SocketAddr, limit: Duration) -> (Connected, Attempt) {
    let started = Instant::now();
    // `connect_timeout` would reject zero with another kind of error.
    let result = match limit {
        Duration::ZERO => Err(io::ErrorKind::TimedOut.into()),
        limit => TcpStream::connect_timeout(&address, limit),
    };
    let milliseconds = result.is_ok().then(|| milliseconds(started.elapsed()));
    let (fault, error) = result.as_ref().err().map(|error| (error.kind(), error.to_string())).unzip();
    (result, Attempt { address, milliseconds, error, fault })
}

/// Connects to one of `addresses` within `limit`, and returns the attempts too. Connections that are still
/// being opened when one succeeds are closed as soon as possible.
pub fn connect(addresses: &[SocketAddr], limit: Duration) -> (Connected, Vec<Attempt>) {
    let started = Instant::now();
    let left = || limit.saturating_sub(started.elapsed());
    let (sender, receiver) = mpsc::channel();
    let mut untried = interleaved(addresses).into_iter();
    let mut attempts = Vec::new();
    let mut running = 0_u32;
    let mut failure: Option<io::Error> = None;
    let result = loop {
        if let Some(address) = untried.next() {
            start(address, left(), untried.len(), attempts.len(), &sender);
            // A timeout, until the attempt has ended.
            attempts.push(attempt(address, Duration::ZERO).1);
            running += 1;
        } else if running == 0 {
            break Err(failure.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into()));
        }
        let pause = if untried.len() == 0 { left() } else { left().min(STAGGER) };
        if let Ok((index, (result, seen))) = receiver.recv_timeout(pause) {
            attempts[index] = seen;
            running -= 1;
            match result {
                Ok(stream) => break Ok(stream),
                // A refused connection says more than a missing route of the other address family.
                Err(error) if failure.is_none() || error.kind() == io::ErrorKind::ConnectionRefused => {
                    failure = Some(error);
                }
                Err(_) => {}
            }
        }
        if left().is_zero() {
            break Err(io::ErrorKind::TimedOut.into());
        }
    };
    (result, attempts)
}

type Finished = (usize, (Connected, Attempt));

/// Tries `address` in a thread, which reports with its `index`. A single address needs no thread. If no thread can be
/// started, tries the address here, within its share of the time that is left for it and the `others`.
fn start(address: SocketAddr, left: Duration, others: usize, index: usize, sender: &mpsc::Sender<Finished>) {
    let ended = sender.clone();
    let in_thread = move || {
        // If nothing receives the stream any more, it is dropped, which closes it.
        let _ = ended.send((index, attempt(address, left)));
    };
    let is_alone = index + others == 0;
    if is_alone || signals::spawn(std::thread::Builder::new().stack_size(STACK), in_thread).is_err() {
        let share = left / u32::try_from(others + 1).unwrap_or(u32::MAX);
        let _ = sender.send((index, attempt(address, share)));
    }
}

/// Alternates between address families, beginning with the one that the system's resolver prefers (RFC 8305 §4).
fn interleaved(addresses: &[SocketAddr]) -> Vec<SocketAddr> {
    let preferred = addresses.first().map(SocketAddr::is_ipv6);
    let (mine, others): (Vec<_>, Vec<_>) =
        addresses.iter().partition(|address| Some(address.is_ipv6()) == preferred);
    let mut others = others.into_iter();
    let mut order: Vec<_> =
        mine.into_iter().flat_map(|address| [Some(address), others.next()]).flatten().collect();
    order.extend(others);
    order
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// In a network that is reserved for documentation (RFC 5737), where nothing answers.
    const DEAD: &str = "192.0.2.1:9";
    const LONG: Duration = Duration::from_secs(20);

    fn addresses(text: &[&str]) -> Vec<SocketAddr> {
        text.iter().map(|address| address.parse().unwrap()).collect()
    }

    fn refusing() -> SocketAddr {
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
    }

    #[test]
    fn families_take_turns() {
        let order = |text: &[&str]| -> Vec<_> {
            interleaved(&addresses(text)).iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            order(&["[::1]:1", "[::2]:1", "[::3]:1", "1.0.0.1:1"]),
            ["[::1]:1", "1.0.0.1:1", "[::2]:1", "[::3]:1"]
        );
        assert_eq!(order(&["1.0.0.1:1", "[::1]:1", "[::2]:1"]), ["1.0.0.1:1", "[::1]:1", "[::2]:1"]);
        assert_eq!(order(&["1.0.0.1:1", "1.0.0.2:1"]), ["1.0.0.1:1", "1.0.0.2:1"]);
        assert!(interleaved(&[]).is_empty());
    }

    #[test]
    fn one_that_answers_wins_wherever_it_stands() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let living = listener.local_addr().unwrap();
        let dead: SocketAddr = DEAD.parse().unwrap();
        for list in
            [vec![living], vec![living, dead], vec![refusing(), living], vec![dead, refusing(), living]]
        {
            let started = Instant::now();
            assert_eq!(connect(&list, LONG).0.unwrap().peer_addr().unwrap(), living, "{list:?}");
            assert!(started.elapsed() < Duration::from_secs(5), "{list:?}");
        }
        let many: Vec<_> = std::iter::repeat_n(refusing(), 15).chain([living]).collect();
        assert_eq!(connect(&many, LONG).0.unwrap().peer_addr().unwrap(), living);
    }

    #[test]
    fn attempts_are_reported() {
        let list = [refusing(), refusing(), refusing()];
        let (result, attempts) = connect(&list, LONG);
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(attempts.iter().filter(|attempt| attempt.fault.is_some()).count(), 3);
        assert_eq!(connect(&list, Duration::ZERO).0.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(connect(&[], LONG).0.is_err());
    }
}
