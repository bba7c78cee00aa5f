//! The example program `validation_service`, driven over HTTP as its callers drive it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::{
    collections::BTreeSet,
    env,
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    process::{Child, ChildStderr, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use pcn::{calendar::ContractYear, schema};
use serde_json::{Value, json};

const FORM: &str = include_str!("../examples/registration_form.json");
const FACTS: &str = include_str!("../examples/iif_statement.json");
const CHECK: &str = "/registrations/check?on=2019-06-28&stage=final";
const LIMIT: usize = 1 << 20;

/// The program as built; `None` where this test is run alone and no example was built.
fn built(name: &str) -> Option<PathBuf> {
    let tests = env::current_exe().unwrap();
    let built = tests.parent()?.parent()?.join("examples").join(name);
    if !built.exists() {
        eprintln!("skipped: {} is not built", built.display());
        return None;
    }
    Some(built)
}

/// What another program prints, as JSON.
fn document(name: &str, arguments: &[&str]) -> Value {
    let output = Command::new(built(name).unwrap()).args(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A running service, which ends with the test.
struct Service {
    child: Child,
    address: SocketAddr,
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Service {
    fn start() -> Option<Self> {
        let mut child = Command::new(built("validation_service")?)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap();
        let address: SocketAddr = address.parse().unwrap();
        assert!(address.ip().is_loopback(), "{address}");
        Some(Self { child, address })
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends a request with the given header lines, and reads the answer.
    fn send(&self, method: &str, target: &str, headers: &[&str], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let length = format!("content-length: {}", body.len());
        let headers = [headers, &[&length]].concat();
        stream.write_all(&head(method, target, &headers)).unwrap();
        // The service need not read a body that it refuses.
        let _ = stream.write_all(body);
        answer(&mut stream)
    }

    fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], b"")
    }

    fn post(&self, target: &str, body: &str) -> Answer {
        self.send("POST", target, &["content-type: application/json"], body.as_bytes())
    }

    /// Ends the service at once, and gives its log.
    fn log(mut self) -> String {
        let mut stderr = self.child.stderr.take().unwrap();
        self.child.kill().unwrap();
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    }
}

fn head(method: &str, target: &str, headers: &[&str]) -> Vec<u8> {
    let mut head = format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\n");
    for header in headers {
        head += &format!("{header}\r\n");
    }
    (head + "connection: close\r\n\r\n").into_bytes()
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The document of an answer that is one.
    fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        self.json()
    }

    /// The problem of an answer that is one, with its status.
    fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        assert!(self.header("x-request-id").is_some(), "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], status, "{problem}");
        assert!(!problem["detail"].as_str().unwrap().is_empty(), "{problem}");
        problem
    }
}

/// Reads an answer to its end.
fn answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => {}
    }
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

#[test]
fn a_form_is_checked_as_the_program_checks_it() {
    let Some(service) = Service::start() else { return };
    let document = document("registration_form", &["--format", "json"]);
    let answer = service.post(CHECK, FORM).ok();
    assert_eq!(answer, document);
    assert_eq!(answer["ok"], false);
    assert_eq!(answer["state"], "approved");
    assert!(answer["summary"]["error"].as_u64() > Some(0), "{answer}");
    // The year may be said, and a slash in a query may be escaped.
    for year in ["2019/20", "2019%2F20"] {
        assert_eq!(service.post(&format!("{CHECK}&year={year}"), FORM).ok(), document);
    }
    let marked = format!("\u{feff}{FORM}");
    assert_eq!(service.post(CHECK, &marked).ok(), document);

    let good =
        service.post(CHECK, include_str!("../src/schema/examples/registration_form.json")).ok();
    assert_eq!(good["ok"], true, "{good}");
    assert_eq!(good["findings"], json!([]));
}

#[test]
fn a_statement_is_worked_out_as_the_program_works_it_out() {
    let Some(service) = Service::start() else { return };
    let statement = service.post("/iif/statement", FACTS).ok();
    assert_eq!(statement, document("iif_statement", &["--format", "json"]));
    assert!(statement["total_payment"].is_string(), "{statement}");
    let strict = service.post("/iif/statement?strict=true", FACTS).ok();
    assert_eq!(strict, document("iif_statement", &["--strict", "--format", "json"]));
    assert_ne!(strict, statement);
}

#[test]
fn rules_and_schemas_are_those_of_the_crate() {
    let Some(service) = Service::start() else { return };
    let all = service.get("/rules").ok();
    assert_eq!(all["rules"], json!(pcn::rules().collect::<Vec<_>>()));
    let of_year = service.get("/rules?year=2019/20").ok();
    let in_force = pcn::rules().filter(|rule| rule.years.contains(ContractYear::Y2019_20));
    assert_eq!(of_year["rules"], json!(in_force.collect::<Vec<_>>()));
    assert_ne!(of_year, all);
    let rule = pcn::rules().last().unwrap();
    assert_eq!(service.get(&format!("/rules/{}", rule.id)).ok(), json!(rule));
    for missing in ["/rules/NET-SIZE-999", "/rules/size", "/rules/%FF"] {
        let problem = service.get(missing).problem(404);
        assert_eq!(problem["good"], "NET-SIZE-001", "{problem}");
    }

    for name in schema::names() {
        let answer = service.get(&format!("/schema/{name}")).ok();
        assert_eq!(answer, Value::from(schema::schema_of(name).unwrap()), "{name}");
    }
    let problem = service.get("/schema/invoice").problem(404);
    assert!(problem["detail"].as_str().unwrap().contains("`registration_form`"), "{problem}");
    assert_eq!(service.get("/health").ok()["status"], "ok");
}

/// A request that is refused: target, body, status, path, line, and a word that the good value holds.
type Refused = (&'static str, &'static str, u16, &'static str, Option<u64>, &'static str);

const REFUSED: &[Refused] = &[
    // Not JSON.
    (CHECK, "", 400, ".", Some(1), "members"),
    (CHECK, "{\n\"id\": ", 400, "id", Some(2), "67e55044"),
    (CHECK, "{\n\n,}", 400, ".", Some(3), "members"),
    (CHECK, "{} {}", 400, ".", Some(1), "members"),
    ("/iif/statement", "{\"year\": \"2023/24\",\n", 400, ".", Some(2), "U12345"),
    ("/iif/statement", "year=2023", 400, ".", Some(1), "U12345"),
    // JSON of another shape.
    (CHECK, "[]", 422, ".", Some(1), "members"),
    (CHECK, "{\n\"colour\": 1}", 422, "colour", Some(2), "members"),
    (CHECK, "{\n\n\"members\": {}}", 422, "members", Some(3), "A81001"),
    (CHECK, "{\"members\": [\n{\"code\": \"A8100\"}]}", 422, "members[0].code", Some(2), "A81001"),
    (CHECK, "{\"members\": [{\"code\": 5}]}", 422, "members[0].code", Some(1), "A81001"),
    ("/iif/statement", "{\"pcn\": \"A81001\"}", 422, "pcn", Some(1), "U12345"),
    ("/iif/statement", "{\"list_size\": \"many\"}", 422, "list_size", Some(1), "52340"),
    (
        "/iif/statement",
        "{\"observations\": [{\"indicator\": \"VI-02\",\n\"share\": 1}]}",
        422,
        "observations[0].share",
        Some(2),
        "numerator",
    ),
    // Of the right shape, but not to be worked out.
    (
        "/iif/statement",
        r#"{"year": "2031/32", "pcn": "U12345", "list_size": 1, "national_average_list_size": "1"}"#,
        422,
        "year",
        None,
        "2023/24",
    ),
    (
        "/iif/statement",
        r#"{"year": "2023/24", "pcn": "U12345", "list_size": 50000,
            "national_average_list_size": "50000",
            "observations": [{"indicator": "CAN-04", "numerator": 1, "denominator": 2}]}"#,
        422,
        "observations[0].indicator",
        None,
        "",
    ),
    // Queries.
    ("/registrations/check", FORM, 400, "query.on", None, "2019-05-14"),
    ("/registrations/check?on=yesterday", FORM, 400, "query.on", None, "2019-05-14"),
    ("/registrations/check?on=2018-07-01", FORM, 400, "query.on", None, "2019-05-14"),
    ("/registrations/check?on=2019-06-28&stage=last", FORM, 400, "query.stage", None, "initial"),
    ("/registrations/check?on=2019-06-28&year=2019", FORM, 400, "query.year", None, "2019/20"),
    ("/registrations/check?on=2019-06-28&year=2031/32", FORM, 400, "query.year", None, "2019/20"),
    ("/registrations/check?on=2019-06-28&on=2019-06-29", FORM, 400, "query.on", None, ""),
    ("/registrations/check?on=2019-06-28&day=1", FORM, 400, "query.day", None, ""),
    ("/iif/statement?strict=yes", FACTS, 400, "query.strict", None, "true"),
];

#[test]
fn what_is_refused_is_refused_with_its_place_and_a_good_value() {
    let Some(service) = Service::start() else { return };
    for &(target, body, status, path, line, good) in REFUSED {
        let problem = service.post(target, body).problem(status);
        let asked = format!("{target} {body}: {problem}");
        assert_eq!(problem["path"], path, "{asked}");
        assert_eq!(problem["line"].as_u64(), line, "{asked}");
        assert_eq!(problem.get("good").is_some(), !good.is_empty(), "{asked}");
        assert!(good.is_empty() || problem["good"].to_string().contains(good), "{asked}");
    }
    // What is shown to a person holds the good value as well, and no words of a parser.
    let problem = service.post("/registrations/check?on=28/06/2019", FORM).problem(400);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.ends_with("a good one is `2019-05-14`"), "{detail}");
    let problem = service.post("/iif/statement", "{").problem(400);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with("the text ends inside an object"), "{detail}");
    let json = ["content-type: application/json; charset=utf-8"];
    let problem = service.send("POST", CHECK, &json, b"{\n\"name\": \"\xff\"}").problem(400);
    assert_eq!((problem["path"].as_str(), problem["line"].as_u64()), (Some("."), Some(2)));
    assert_eq!(service.send("POST", CHECK, &json, FORM.as_bytes()).status, 200);
    assert_eq!(service.get("/rules?colour=red").problem(400)["path"], "query.colour");
    assert_eq!(service.get("/health?now").problem(400)["path"], "query.now");
}

#[test]
fn another_method_route_or_content_type_is_refused() {
    let Some(service) = Service::start() else { return };
    for (method, target, allowed) in [
        ("GET", "/registrations/check", "POST"),
        ("PUT", "/iif/statement", "POST"),
        ("POST", "/rules", "GET,HEAD"),
        ("DELETE", "/rules/NET-SIZE-001", "GET,HEAD"),
        ("BREW", "/health", "GET,HEAD"),
    ] {
        let answer = service.send(method, target, &[], b"");
        answer.problem(405);
        assert_eq!(answer.header("allow"), Some(allowed), "{answer:?}");
    }
    for target in ["/", "/registrations", "/rules/", "/schema", "/schema/a/b", "/health/../etc"] {
        assert_eq!(service.get(target).problem(404)["good"], "/openapi.json", "{target}");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "\t"] {
        let header = format!("content-type: {kind}");
        let problem = service.send("POST", CHECK, &[&header], FORM.as_bytes()).problem(415);
        assert_eq!(problem["good"], "application/json", "{problem}");
    }
    service.send("POST", CHECK, &[], FORM.as_bytes()).problem(415);
}

#[test]
fn a_body_above_the_limit_is_refused_and_one_at_the_limit_is_read() {
    let Some(service) = Service::start() else { return };
    let at_limit = " ".repeat(LIMIT - FORM.len()) + FORM;
    service.post(CHECK, &at_limit).ok();
    service.post(CHECK, &format!(" {at_limit}")).problem(413);

    // A body without a length, of which one byte more than the limit has come.
    let mut stream = service.connect();
    let headers = ["content-type: application/json", "transfer-encoding: chunked"];
    stream.write_all(&head("POST", CHECK, &headers)).unwrap();
    stream.write_all(format!("{:x}\r\n", LIMIT + 1).as_bytes()).unwrap();
    stream.write_all(&vec![b' '; LIMIT + 1]).unwrap();
    answer(&mut stream).problem(413);
    assert_eq!(service.get("/health").status, 200);
}

#[test]
fn a_request_id_comes_back_and_stands_in_the_log() {
    let Some(service) = Service::start() else { return };
    let id = |header: &str| {
        let answer = service.send("GET", "/health", &[header], b"");
        answer.header("x-request-id").unwrap().to_owned()
    };
    let longest = "x".repeat(64);
    for good in ["a", "order-7_b.2", &longest] {
        assert_eq!(id(&format!("x-request-id: {good}")), good);
    }
    let mut made = BTreeSet::new();
    let bad = ["x-request-id: two words", "x-request-id: a=b", "x-request-id: é", "accept: */*"];
    let too_long = format!("x-request-id: {longest}x");
    for header in bad.into_iter().chain([too_long.as_str()]) {
        assert!(made.insert(id(header)), "an id was given twice");
    }
    let form = ["content-type: application/json", "x-request-id: my-form"];
    let length = service.send("POST", CHECK, &form, FORM.as_bytes()).body.len();
    assert!(length > 0);
    service.send("GET", "/nowhere?name=Sedge", &["x-request-id: lost"], b"");

    let log = service.log();
    for id in made.iter().map(String::as_str).chain(["a", "order-7_b.2", &longest]) {
        let start = format!("request_id={id} method=GET path=/health status=200 took=");
        assert_eq!(log.lines().filter(|line| line.starts_with(&start)).count(), 1, "{id}: {log}");
    }
    for line in [
        "request_id=my-form method=POST path=/registrations/check status=200 took=",
        "request_id=lost method=GET path=/nowhere status=404 took=",
    ] {
        assert!(log.lines().any(|logged| logged.starts_with(line)), "{line}: {log}");
    }
    // Neither bodies nor queries are logged: a form names people.
    assert!(!log.contains("Sedge"), "{log}");
}

#[test]
fn requests_at_once_do_not_mix() {
    let Some(service) = Service::start() else { return };
    let (form, statement) =
        (service.post(CHECK, FORM).ok(), service.post("/iif/statement", FACTS).ok());
    let (service, form, statement) = (&service, &form, &statement);
    thread::scope(|scope| {
        for caller in 0..8 {
            scope.spawn(move || {
                for turn in 0..6 {
                    let id = format!("{caller}-{turn}");
                    let headers =
                        ["content-type: application/json", &format!("x-request-id: {id}")];
                    let answer = match (caller + turn) % 3 {
                        0 => {
                            let answer = service.send("POST", CHECK, &headers, FORM.as_bytes());
                            assert_eq!(&answer.ok(), form);
                            answer
                        }
                        1 => {
                            let answer =
                                service.send("POST", "/iif/statement", &headers, FACTS.as_bytes());
                            assert_eq!(&answer.ok(), statement);
                            answer
                        }
                        _ => {
                            let answer = service.send("POST", CHECK, &headers, b"{");
                            answer.problem(400);
                            answer
                        }
                    };
                    assert_eq!(answer.header("x-request-id"), Some(id.as_str()));
                }
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn told_to_stop_it_answers_what_has_begun_and_ends() {
    for signal in ["-TERM", "-INT"] {
        let Some(mut service) = Service::start() else { return };
        let mut log: BufReader<ChildStderr> = BufReader::new(service.child.stderr.take().unwrap());
        // The service asks for the body, so the request has begun.
        let mut stream = service.connect();
        let length = format!("content-length: {}", FORM.len());
        let headers = ["content-type: application/json", "expect: 100-continue", &length];
        stream.write_all(&head("POST", CHECK, &headers)).unwrap();
        let mut asked = [0; 25];
        stream.read_exact(&mut asked).unwrap();
        assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");

        let pid = service.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let mut line = String::new();
        log.read_line(&mut line).unwrap();
        assert!(line.starts_with("stopping"), "{line}");
        stream.write_all(FORM.as_bytes()).unwrap();
        answer(&mut stream).ok();

        assert_eq!(service.child.wait().unwrap().code(), Some(0));
        assert!(TcpStream::connect(service.address).is_err(), "nothing listens any more");
        let mut rest = String::new();
        log.read_to_string(&mut rest).unwrap();
        assert_eq!(rest.lines().count(), 1, "{rest}");
        assert!(rest.contains("status=200"), "{rest}");
    }
}

#[test]
fn a_head_that_never_ends_is_given_up() {
    let Some(service) = Service::start() else { return };
    let (started, limit) = (Instant::now(), Duration::from_secs(10));
    let mut half = service.connect();
    half.write_all(b"GET /health HTTP/1.1\r\nhost: loc").unwrap();
    let mut silent = service.connect();
    // A byte now and then is no head either.
    let mut trickle = service.connect();
    trickle.write_all(b"GET /health HTTP/1.1\r\n").unwrap();
    while started.elapsed() < limit && trickle.write_all(b"x").is_ok() {
        thread::sleep(Duration::from_millis(200));
    }
    for stream in [&mut half, &mut silent, &mut trickle] {
        let mut rest = Vec::new();
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}");
        }
        assert!(started.elapsed() < limit, "closed after {:?}", started.elapsed());
    }
    service.get("/health").ok();
}

/// Reads one answer from a connection that stays open.
fn next_answer(stream: &mut BufReader<TcpStream>) -> Answer {
    let (mut head, mut line) = (String::new(), String::new());
    while line != "\r\n" {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "closed after: {head}");
        head += &line;
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut answer = Answer { status, head, body: String::new() };
    let length = answer.header("content-length").unwrap().parse().unwrap();
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    answer.body = String::from_utf8(body).unwrap();
    answer
}

#[test]
fn requests_on_one_connection_are_answered_in_order_and_an_idle_one_is_closed() {
    let Some(service) = Service::start() else { return };
    let mut stream = BufReader::new(service.connect());
    let post = |kind: &str, body: &str| {
        let length = body.len();
        format!(
            "POST {CHECK} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {kind}\r\n\
             content-length: {length}\r\n\r\n{body}"
        )
    };
    let get = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n";
    // All at once: a form, one whose body nobody reads, a question without a body, and no form.
    let sent = [
        post("application/json", FORM),
        post("text/plain", FORM),
        get.to_owned(),
        post("application/json", "{}"),
    ];
    stream.get_mut().write_all(sent.concat().as_bytes()).unwrap();
    let mut ids = BTreeSet::new();
    for status in [200, 415, 200, 422] {
        let answer = next_answer(&mut stream);
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(ids.insert(answer.header("x-request-id").unwrap().to_owned()));
        assert!(answer.json().is_object());
    }
    let idle = Instant::now();
    thread::sleep(Duration::from_secs(1));
    stream.get_mut().write_all(get.as_bytes()).unwrap();
    assert_eq!(next_answer(&mut stream).status, 200, "a second of rest is no end");
    assert_eq!(stream.read(&mut [0]).unwrap(), 0, "closed");
    assert!(idle.elapsed() < Duration::from_secs(11), "closed after {:?}", idle.elapsed());
}

#[test]
fn a_head_alone_and_what_is_allowed_may_be_asked_for() {
    let Some(service) = Service::start() else { return };
    for target in ["/health", "/rules", "/nowhere", "/rules/NET-SIZE-999", CHECK] {
        let (whole, head) = (service.get(target), service.send("HEAD", target, &[], b""));
        assert_eq!((head.status, head.body.as_str()), (whole.status, ""), "{target}");
        for name in ["content-type", "allow"] {
            assert_eq!(head.header(name), whole.header(name), "{target} {name}");
        }
        // The refusal of a method names it.
        if head.status != 405 {
            assert_eq!(head.header("content-length"), whole.header("content-length"), "{target}");
        }
        assert!(head.header("x-request-id").is_some(), "{head:?}");
    }
    for (target, allowed) in [("/iif/statement", "POST"), ("/rules", "GET,HEAD")] {
        let answer = service.send("OPTIONS", target, &[], b"");
        answer.problem(405);
        assert_eq!(answer.header("allow"), Some(allowed), "{answer:?}");
    }
    service.send("OPTIONS", "*", &[], b"").problem(404);
    // What is no HTTP is no request: it has no id and no document.
    let mut stream = service.connect();
    stream.write_all(b"hello\r\n\r\n").unwrap();
    assert_eq!(answer(&mut stream).status, 400);
}

#[cfg(unix)]
#[test]
fn a_caller_that_stalls_holds_nothing_up() {
    let Some(mut service) = Service::start() else { return };
    let mut no_body = service.connect();
    let headers = ["content-type: application/json", "content-length: 100"];
    no_body.write_all(&head("POST", CHECK, &headers)).unwrap();
    answer(&mut no_body).problem(408);

    // Asks for more than a connection holds, and reads nothing.
    let mut deaf = service.connect();
    deaf.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let get = "GET /openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(200);
    let _ = deaf.write_all(get.as_bytes());
    thread::sleep(Duration::from_secs(2));
    service.get("/health").ok();
    let pid = service.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    service.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.ends_with("stopped with connections still open\n"), "{log}");
    drop(deaf);
}

/// A schema of the document with everything that its references reach.
fn validator(document: &Value, schema: &Value) -> jsonschema::Validator {
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_openapi_document_describes_what_the_service_does() {
    let Some(service) = Service::start() else { return };
    let document = service.get("/openapi.json").ok();
    assert_eq!(document["openapi"], "3.1.0");

    let mut references = 0;
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(keys) => {
                if let Some(Value::String(target)) = keys.get("$ref") {
                    let target = target.strip_prefix('#').unwrap();
                    assert!(document.pointer(target).is_some(), "{target}");
                    references += 1;
                }
                open.extend(keys.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    assert!(references > 100, "{references}");

    let problem = validator(&document, &document["components"]["schemas"]["problem"]);
    let mut operations = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations += 1;
            let target = match path.as_str() {
                "/registrations/check" => CHECK.to_owned(),
                path => path.replace("{id}", "NET-SIZE-001").replace("{type}", "period"),
            };
            let responses = &operation["responses"];
            let answer = match &operation["requestBody"]["content"]["application/json"] {
                Value::Null => service.get(&target),
                body => {
                    assert_eq!(method, "post");
                    let schema = validator(&document, &body["schema"]);
                    let example = &body["example"];
                    if let Some(error) = schema.iter_errors(example).next() {
                        panic!("{path}: {error} at {}", error.instance_path());
                    }
                    assert!(!schema.is_valid(&json!({"colour": "red"})), "{path}");
                    service.post(&target, &example.to_string())
                }
            };
            let answer = answer.ok();
            let schema =
                validator(&document, &responses["200"]["content"]["application/json"]["schema"]);
            if let Some(error) = schema.iter_errors(&answer).next() {
                panic!("{path}: {error} at {}", error.instance_path());
            }
            for &(asked, body, status, ..) in REFUSED {
                if asked.split('?').next() == Some(path) {
                    assert!(responses.get(status.to_string()).is_some(), "{path} {status}");
                    let answer = service.post(asked, body).problem(status);
                    assert!(problem.is_valid(&answer), "{answer}");
                }
            }
        }
    }
    assert_eq!(operations, 7);
    assert!(!problem.is_valid(&json!({"status": 400})));
}

#[test]
fn the_readme_shows_requests_that_work() {
    let readme = include_str!("../README.md");
    let section = readme.split("## As a service\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let block = section.split("```sh\n").nth(1).unwrap().split("\n```").next().unwrap();
    let block = block.replace(" \\\n", " ");
    let Some(service) = Service::start() else { return };
    let mut shown = 0;
    for line in block.lines().filter(|line| line.starts_with("curl ")) {
        shown += 1;
        let words: Vec<&str> =
            line.split_whitespace().map(|word| word.trim_matches('\'')).collect();
        let target = words.iter().find_map(|word| word.strip_prefix("http://127.0.0.1:8080"));
        let target = target.unwrap_or_else(|| panic!("no address: {line}"));
        let answer = match words.iter().find_map(|word| word.strip_prefix('@')) {
            Some(file) => {
                assert!(line.contains("-H 'content-type: application/json'"), "{line}");
                let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
                service.post(target, &std::fs::read_to_string(path).unwrap())
            }
            None => service.get(target),
        };
        answer.ok();
    }
    assert!(shown >= 4, "{shown}");
    assert!(section.contains("`{ok, findings, summary, state, ...}`"));
}

#[test]
fn without_a_port_it_asks_itself_and_ends() {
    let Some(built) = built("validation_service") else { return };
    let output = Command::new(&built).args(["--format", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let answers = document["answers"].as_array().unwrap();
    assert!(answers.len() >= 10, "{}", answers.len());
    for answer in answers {
        assert!(answer["body"].is_object(), "{answer}");
    }
    let plain = Command::new(&built).output().unwrap();
    let plain = String::from_utf8(plain.stdout).unwrap();
    for answer in answers {
        assert!(plain.contains(&format!(
            "{} -> {}",
            answer["path"].as_str().unwrap(),
            answer["status"]
        )));
    }
}

#[test]
fn a_port_that_is_taken_is_an_error() {
    let Some(service) = Service::start() else { return };
    let port = service.address.port().to_string();
    let output = Command::new(built("validation_service").unwrap())
        .args(["--port", &port])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.starts_with(&format!("error: port {port}: ")), "{message}");
}
