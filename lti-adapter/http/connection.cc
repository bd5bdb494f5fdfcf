#include "http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <exception>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace driehoek::lti {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kMaxDiscardedBytes = std::size_t{8} * 1024 * 1024;

std::chrono::milliseconds ToChrono(absl::Duration duration) {
  return std::chrono::milliseconds(absl::ToInt64Milliseconds(duration));
}

std::size_t CountHeaders(const http::fields& fields, http::field name) {
  return fields.count(name);
}

// Two readings of one message are how requests are smuggled past a proxy (RFC 9112 section 6.3): a
// message has one length, said in one way, and one Host.
bool IsAmbiguous(const http::request<http::string_body>& message) {
  const std::size_t lengths = CountHeaders(message, http::field::content_length);
  const std::size_t encodings = CountHeaders(message, http::field::transfer_encoding);
  if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0)) return true;
  if (encodings > 0) {
    const auto value = message[http::field::transfer_encoding];
    if (!absl::EqualsIgnoreCase(absl::string_view(value.data(), value.size()), "chunked"))
      return true;
    if (message.version() < 11) return true;
  }
  const std::size_t hosts = CountHeaders(message, http::field::host);
  return hosts > 1 || (message.version() >= 11 && hosts != 1);
}

int StatusForReadError(const error_code& error) {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
  if (error == beast::error::timeout) return 408;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return -1;
  if (error.category() == http::make_error_code(http::error::bad_method).category()) return 400;
  return -1;
}

template <typename Message>
void FillHeaders(const Response& response, bool keep_alive, Message& message) {
  for (const Header& header : response.headers) {
    message.insert(header.name, header.value);
  }
  message.keep_alive(keep_alive);
  // 204 and 304 have no body and must not claim one (RFC 9110 section 8.6).
  if (response.status != 204 && response.status != 304)
    message.content_length(response.body.size());
}

}  // namespace

WaitingList::Ticket WaitingList::Add(Connection* connection) {
  waiting_.emplace(next_, connection);
  return next_++;
}

bool WaitingList::DropLongest() {
  if (waiting_.empty()) return false;
  waiting_.begin()->second->Close();
  // Its coroutine notices later; until then it must not be chosen again.
  waiting_.erase(waiting_.begin());
  return true;
}

void WaitingList::DropAll() {
  for (const auto& [ticket, connection] : waiting_) connection->Close();
}

Connection::Connection(asio::ip::tcp::socket socket, const ConnectionParts& parts)
    : parts_(parts), stream_(std::move(socket)) {
  error_code error;
  const auto endpoint = stream_.socket().remote_endpoint(error);
  if (!error) peer_ = endpoint.address().to_string();
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), error);
}

void Connection::Close() {
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  stream_.cancel();
}

asio::awaitable<void> Connection::Serve() {
  while (!parts_.draining) {
    if (buffer_.size() == 0 && !co_await WaitForFirstByte()) break;
    if (co_await ServeOne() == Next::kClose) break;
  }
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

asio::awaitable<bool> Connection::WaitForFirstByte() {
  const auto place = parts_.waiting.Add(this);
  error_code error;
  stream_.expires_after(ToChrono(parts_.options.idle_time));
  const std::size_t count = co_await stream_.async_read_some(
      buffer_.prepare(4096), asio::redirect_error(asio::use_awaitable, error));
  parts_.waiting.Remove(place);
  if (error) co_return false;
  buffer_.commit(count);
  co_return true;
}

asio::awaitable<int> Connection::ReadRequest(Parser& parser) {
  parser.header_limit(static_cast<std::uint32_t>(parts_.options.max_header_bytes));
  parser.body_limit(parts_.options.max_body_bytes);
  stream_.expires_after(ToChrono(parts_.options.request_time));
  error_code error;
  co_await http::async_read_header(stream_, buffer_, parser,
                                   asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return StatusForReadError(error);
  if (IsAmbiguous(parser.get())) co_return 400;
  if (absl::EqualsIgnoreCase(std::string(parser.get()[http::field::expect]), "100-continue")) {
    http::response<http::empty_body> go_on{http::status::continue_, 11};
    co_await http::async_write(stream_, go_on, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return -1;
  }
  co_await http::async_read(stream_, buffer_, parser,
                            asio::redirect_error(asio::use_awaitable, error));
  co_return error ? StatusForReadError(error) : 0;
}

asio::awaitable<Connection::Next> Connection::ServeOne() {
  const absl::Time begin = absl::Now();
  Parser parser;
  const auto place = parts_.waiting.Add(this);
  const int refusal = co_await ReadRequest(parser);
  parts_.waiting.Remove(place);
  if (refusal != 0) {
    if (refusal > 0) {
      parts_.log(Request{}, Response{.status = refusal, .log_reason = "REQUEST_UNREADABLE"},
                 absl::Now() - begin);
      co_await Refuse(refusal);
    }
    co_return Next::kClose;
  }
  const bool wants_more = parser.get().keep_alive();
  const Request request = ToRequest(parser);
  stream_.expires_never();
  const Response response = co_await RunHandler(request);
  parts_.log(request, response, absl::Now() - begin);
  const bool keep_alive = wants_more && !parts_.draining;
  const bool written = co_await Write(response, request.method == "HEAD", keep_alive);
  co_return written&& keep_alive ? Next::kGoOn : Next::kClose;
}

Request Connection::ToRequest(Parser& parser) const {
  auto message = parser.release();
  Request request;
  request.method = std::string(message.method_string());
  const std::string target(message.target());
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = target.substr(question + 1);
  for (const auto& field : message) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request.body = std::move(message.body());
  request.client_address = peer_;
  if (parts_.options.behind_proxy) {
    const std::vector<absl::string_view> hops =
        absl::StrSplit(request.HeaderValue("x-forwarded-for"), ',');
    const absl::string_view last = absl::StripAsciiWhitespace(hops.back());
    if (!last.empty() && last.size() <= 64) request.client_address = std::string(last);
  }
  return request;
}

asio::awaitable<Response> Connection::RunHandler(const Request& request) {
  co_return co_await asio::co_spawn(
      parts_.workers,
      [this, &request]() -> asio::awaitable<Response> {
        try {
          co_return parts_.answer(request);
        } catch (const std::exception&) {
          // Ours do not throw; a library under them might.
          co_return Response{.status = 500, .log_reason = "HANDLER_THREW"};
        }
      },
      asio::use_awaitable);
}

asio::awaitable<bool> Connection::Write(const Response& response, bool head_only, bool keep_alive) {
  stream_.expires_after(ToChrono(parts_.options.write_time));
  error_code error;
  const auto status = static_cast<http::status>(response.status);
  if (head_only) {
    http::response<http::empty_body> message{status, 11};
    FillHeaders(response, keep_alive, message);
    http::response_serializer<http::empty_body> serializer{message};
    co_await http::async_write_header(stream_, serializer,
                                      asio::redirect_error(asio::use_awaitable, error));
  } else {
    http::response<http::string_body> message{status, 11};
    message.body() = response.body;
    FillHeaders(response, keep_alive, message);
    co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, error));
  }
  co_return !error;
}

// Closing a socket with unread bytes resets it, and the client might never see the answer: so take
// in some of what it is still sending.
asio::awaitable<void> Connection::Refuse(int status) {
  Response response{.status = status};
  response.Set("X-Content-Type-Options", "nosniff").Set("Cache-Control", "no-store");
  if (!co_await Write(response, false, false)) co_return;
  error_code error;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
  stream_.expires_after(std::chrono::seconds(2));
  std::size_t discarded = 0;
  while (!error && discarded < kMaxDiscardedBytes) {
    buffer_.clear();
    discarded += co_await stream_.async_read_some(buffer_.prepare(16384),
                                                  asio::redirect_error(asio::use_awaitable, error));
  }
}

}  // namespace driehoek::lti
