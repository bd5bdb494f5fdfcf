#include "http/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/status.hpp>
#include <cerrno>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace driehoek::lti {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 16384;
constexpr std::size_t kMaxDiscardedBytes = std::size_t{8} * 1024 * 1024;
constexpr absl::Duration kDiscardTime = absl::Seconds(2);

absl::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

// Two readings of one message are how requests are smuggled past a proxy (RFC 9112 section 6.3): a
// message has one length, said in one way, and one Host.
bool IsAmbiguous(const http::request<http::string_body>& message) {
  const std::size_t lengths = message.count(http::field::content_length);
  const std::size_t encodings = message.count(http::field::transfer_encoding);
  if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) return true;
  if (encodings > 0) {
    if (!absl::EqualsIgnoreCase(View(message[http::field::transfer_encoding]), "chunked"))
      return true;
    if (message.version() < 11) return true;
  }
  const std::size_t hosts = message.count(http::field::host);
  return hosts > 1 || (message.version() >= 11 && hosts != 1);
}

int StatusForReadError(const error_code& error) {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  return 400;
}

// A line break in a value would begin a header of somebody else's choosing.
bool IsSendable(const Response& response) {
  const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  return std::none_of(response.headers.begin(), response.headers.end(), [&](const Header& header) {
    return std::any_of(header.name.begin(), header.name.end(), breaks) ||
           std::any_of(header.value.begin(), header.value.end(), breaks);
  });
}

void AppendHead(const Response& response, bool keep, std::string& out) {
  const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
  absl::StrAppend(&out, "HTTP/1.1 ", response.status, " ", View(reason), "\r\n");
  for (const Header& header : response.headers) {
    absl::StrAppend(&out, header.name, ": ", header.value, "\r\n");
  }
  if (!keep) absl::StrAppend(&out, "Connection: close\r\n");
  // 204 and 304 have no body and must not claim one (RFC 9110 section 8.6).
  if (response.status != 204 && response.status != 304)
    absl::StrAppend(&out, "Content-Length: ", response.body.size(), "\r\n");
  absl::StrAppend(&out, "\r\n");
}

}  // namespace

Connection::Connection(int socket, std::string peer, std::uint64_t id, ConnectionHost& host)
    : socket_(socket), peer_(std::move(peer)), id_(id), host_(host) {
  host_.BeginWaiting(*this);
  SetDeadline(host_.options().idle_time);
}

Connection::~Connection() {
  host_.EndWaiting(*this);
  ::shutdown(socket_, SHUT_WR);
  ::close(socket_);
}

void Connection::SetDeadline(absl::Duration time) {
  deadline_ = absl::Now() + time;
  host_.Expect(deadline_);
}

void Connection::OnEvent(bool readable, bool writable) {
  readable_ = readable_ || readable;
  writable_ = writable_ || writable;
  Advance();
}

void Connection::Advance() {
  if (state_ == State::kWriting && writable_) Flush();
  // A client may send several requests at once: each is read when the one before it is answered.
  while (state_ == State::kIdle || state_ == State::kReading) {
    const State before = state_;
    const std::size_t held = in_.size();
    ReadOn();
    if (state_ == before && in_.size() == held && !readable_) return;
  }
  if (state_ == State::kDiscarding) Discard();
}

Connection::Read Connection::Receive() {
  char buffer[kReadBytes];
  const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
  if (count > 0) {
    in_.append(buffer, static_cast<std::size_t>(count));
    // Less than there was room for: nothing is left, and the next byte brings an event.
    readable_ = ended_ || static_cast<std::size_t>(count) == sizeof buffer;
    return Read::kSome;
  }
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
    readable_ = errno == EINTR;
    return Read::kNothing;
  }
  return Read::kEnd;
}

void Connection::ReadOn() {
  if (!in_.empty()) {
    if (state_ == State::kIdle) Begin();
    if (Parse()) return;
  }
  if (!readable_) return;
  if (Receive() == Read::kEnd) Close();
}

void Connection::Begin() {
  state_ = State::kReading;
  host_.EndWaiting(*this);
  host_.BeginWaiting(*this);
  begun_ = absl::Now();
  SetDeadline(host_.options().request_time);
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(host_.options().max_header_bytes));
  parser_->body_limit(host_.options().max_body_bytes);
  header_checked_ = false;
}

bool Connection::Parse() {
  error_code error;
  while (!in_.empty() && !parser_->is_done()) {
    const std::size_t used = parser_->put(boost::asio::buffer(in_), error);
    in_.erase(0, used);
    if (error == http::error::need_more) return false;
    if (error) {
      Refuse(StatusForReadError(error));
      return true;
    }
    if (parser_->is_header_done() && !header_checked_) {
      header_checked_ = true;
      if (const int status = StatusOfHeader(); status != 0) {
        Refuse(status);
        return true;
      }
      if (!parser_->is_done()) parser_->eager(true);
    }
  }
  if (!parser_->is_done()) return false;
  host_.EndWaiting(*this);
  deadline_ = absl::InfiniteFuture();
  keep_ = parser_->get().keep_alive();
  ToRequest();
  state_ = State::kHandling;
  host_.Handle(*this);
  return true;
}

int Connection::StatusOfHeader() const {
  const auto& message = parser_->get();
  if (IsAmbiguous(message)) return 400;
  if (!parser_->is_done() &&
      absl::EqualsIgnoreCase(View(message[http::field::expect]), "100-continue")) {
    // Some bytes into an empty buffer; a client that closed meanwhile shows when it is read from.
    constexpr absl::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
    (void)::send(socket_, kGoOn.data(), kGoOn.size(), MSG_NOSIGNAL);
  }
  return 0;
}

void Connection::ToRequest() {
  auto message = parser_->release();
  request_ = Request();
  request_.method = std::string(message.method_string());
  const absl::string_view target = View(message.target());
  const std::size_t question = target.find('?');
  request_.path = std::string(target.substr(0, question));
  if (question != absl::string_view::npos)
    request_.query = std::string(target.substr(question + 1));
  request_.headers.reserve(12);
  for (const auto& field : message) {
    request_.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request_.body = std::move(message.body());
  request_.client_address = peer_;
  if (host_.options().behind_proxy) {
    const std::vector<absl::string_view> hops =
        absl::StrSplit(request_.HeaderValue("x-forwarded-for"), ',');
    const absl::string_view last = absl::StripAsciiWhitespace(hops.back());
    if (!last.empty() && last.size() <= 64) request_.client_address = std::string(last);
  }
}

// Closing a socket with unread bytes resets it, and the client might never see the answer: so
// afterwards some of what it is still sending is taken in.
void Connection::Refuse(int status) {
  host_.EndWaiting(*this);
  Response response{.status = status, .log_reason = "REQUEST_UNREADABLE"};
  host_.Log(Request{}, response, absl::Now() - begun_);
  response.Set("X-Content-Type-Options", "nosniff").Set("Cache-Control", "no-store");
  keep_ = false;
  refused_ = true;
  Send(response, false);
}

void Connection::Answer(const Response& response) {
  if (state_ != State::kHandling) return;
  keep_ = keep_ && !host_.draining();
  if (IsSendable(response)) {
    host_.Log(request_, response, absl::Now() - begun_);
    Send(response, request_.method == "HEAD");
  } else {
    const Response broken{.status = 500, .log_reason = "HEADER_MALFORMED", .route = response.route};
    host_.Log(request_, broken, absl::Now() - begun_);
    Send(broken, false);
  }
}

void Connection::Send(const Response& response, bool head_only) {
  out_.clear();
  sent_ = 0;
  AppendHead(response, keep_, out_);
  if (!head_only) out_.append(response.body);
  state_ = State::kWriting;
  Flush();
}

void Connection::Flush() {
  while (sent_ < out_.size()) {
    const ssize_t count = ::send(socket_, out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
    if (count > 0) {
      sent_ += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      writable_ = false;
      if (deadline_ == absl::InfiniteFuture()) SetDeadline(host_.options().write_time);
      if (!place) host_.BeginWaiting(*this);
      return;
    } else if (errno != EINTR) {
      return Close();
    }
  }
  Written();
}

void Connection::Written() {
  deadline_ = absl::InfiniteFuture();
  if (refused_) {
    ::shutdown(socket_, SHUT_WR);
    state_ = State::kDiscarding;
    in_.clear();
    SetDeadline(kDiscardTime);
  } else if (keep_ && !host_.draining()) {
    state_ = State::kIdle;
    // Nothing large stays with a connection that is only kept.
    if (out_.capacity() > kReadBytes) out_ = std::string();
    request_ = Request();
    host_.BeginWaiting(*this);
    SetDeadline(host_.options().idle_time);
  } else {
    Close();
  }
}

void Connection::Discard() {
  while (readable_) {
    const Read read = Receive();
    discarded_ += in_.size();
    in_.clear();
    if (read == Read::kEnd || discarded_ > kMaxDiscardedBytes) return Close();
  }
}

void Connection::OnTime(absl::Time now) {
  if (now < deadline_) return;
  if (state_ == State::kReading) Refuse(408);
  Close();
}

}  // namespace driehoek::lti
