"""A language model on a bigger machine: any server that speaks OpenAI's chat completions.

llama-server, vLLM, Ollama, LM Studio and llama-cpp-python's own server do. The HTTP client is httpx2, which is
asynchronous here on an event loop of the model's own thread, so that cancelling closes the connection at once; that
is how these servers are told to stop.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections.abc import AsyncGenerator, Generator, Iterator, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.engines import BadCallPart, CallPart, EndPart, Message, NoticePart, Part, Sampling, TextPart
from assistant.errors import EngineDiedError, EngineError, EngineUnreachableError
from assistant.think.call_formats import call
from assistant.think.chat_template import harmless
from assistant.think.conversation import Messages, Tools, arrange, lost_tools, reserved
from assistant.think.tool_calls import ToolCallParser

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS = 5.0
STALL_SECONDS = 300.0
"""How long the server may be silent: reading a long prompt takes its time."""
PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds between attempts to reach a server that is being restarted."""
COOL = 0.3
"""A temperature up to which calls may be decided as the talk is drawn."""
KEEP_BLOCK = 8
"""See llm_engine."""
CHARACTERS = 3.0
"""Of a token, at the least: what fits the window is estimated, for the server's tokenizer is not known."""


class _Thought:
    """A sign of life from a model that thinks."""


@dataclass(slots=True)
class _Made:
    """A call that comes in pieces."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""

    @property
    def whole(self) -> bool:
        """Is nothing missing any more?"""
        try:
            return isinstance(json.loads(self.arguments, strict=False), dict)
        except (ValueError, RecursionError):
            return False


class ServerChatModel:
    """See engines.ChatModel.

    Args:
        url: of the API, with its version ("http://gpu:8080/v1").
        name: the model; empty: the first that the server offers.
        key: sent as a bearer token; empty: none.
        context: tokens of the window.
    """

    def __init__(self, url: str, name: str = "", *, key: str = "", context: int = 8192) -> None:
        self.url = url.rstrip("/")
        self.name = name or self.url
        self._model = name
        self._key = key
        self._context = context
        self._extras = True
        self._noticed = False
        self._unopened: dict[bool, str] = {}
        """With and without a budget for thoughts: the mark that the server leaves out where one begins."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: httpx2.AsyncClient | None = None
        self._task: asyncio.Task[Any] | None = None
        self._cancelled = False
        self._lock = threading.Lock()

    def load(self) -> None:
        """Ask the server which models it has.

        Raises:
            EngineError: it cannot be reached, refuses, or has no such model.
        """
        if not self._model:
            self._run(self._find_model())

    def warm(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], thinking: int = 0, max_tokens: int = 512
    ) -> None:
        """See engines.ChatModel: one token is drawn and thrown away; no thought is begun for it."""
        awaited = Sampling(max_tokens=max_tokens, thinking=thinking)
        plain, offered, _ = self._fitted([*messages, Message("user", "hello")], tools, awaited)
        drawn = Sampling(temperature=0.0, max_tokens=1, seed=0)
        for _ in self._streamed(plain, offered, drawn, 1):
            pass

    def stream(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> Iterator[Part]:
        """See engines.ChatModel."""
        if sampling.seed is None:
            sampling = replace(sampling, seed=secrets.randbits(31))
        plain, offered, fitted = self._fitted(messages, tools, sampling)
        notice, remedy = lost_tools(self._context, tools, offered)
        with closing(self._streamed(plain, offered, fitted, sampling.max_tokens)) as parts:
            for part in parts:
                if isinstance(part, EndPart) and notice and not self._noticed:
                    self._noticed = True  # once is enough
                    yield NoticePart(notice, remedy)
                yield part

    def _streamed(
        self, messages: Messages, tools: list[dict[str, Any]], sampling: Sampling, most: int
    ) -> Generator[Part, None, None]:
        """The answer, of which about `most` tokens may be words: `sampling` also has room for a call."""
        self._cancelled = False
        answer = self._answer(messages, tools, sampling, most)
        try:
            while True:
                try:
                    part = self._run(_next(answer))
                except asyncio.CancelledError:
                    yield EndPart("cancelled", sampling.seed or 0, 0, 0)
                    return
                if part is None:
                    return
                yield part
        finally:
            self._cancelled = False
            self._run(answer.aclose())

    def interrupt(self) -> None:
        """See engines.ChatModel."""
        with self._lock:
            self._cancelled = True
            if self._task is not None and self._loop is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def close(self) -> None:
        """Close the connections. Idempotent."""
        if self._loop is None:
            return
        self._cancelled = False
        if self._client is not None:
            self._run(self._client.aclose())
        self._client = None
        self._loop.close()
        self._loop = None

    def _run(self, work: Any) -> Any:
        """Run a coroutine to its end on this thread; `interrupt` cancels it."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        with self._lock:
            task = self._task = self._loop.create_task(work)
            if self._cancelled:
                task.cancel()
        try:
            return self._loop.run_until_complete(task)
        finally:
            with self._lock:
                self._task = None

    async def _http(self) -> httpx2.AsyncClient:
        if self._client is None:
            import httpx2

            headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
            timeout = httpx2.Timeout(STALL_SECONDS, connect=CONNECT_SECONDS)
            # The owner's machine is meant, and no proxy that the environment may name.
            self._client = httpx2.AsyncClient(headers=headers, timeout=timeout, trust_env=False)
        return self._client

    async def _find_model(self) -> None:
        import httpx2

        client = await self._http()
        try:
            response = await client.get(f"{self.url}/models")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise self._unreachable(error) from None
        if response.status_code >= 400:
            raise self._refusal(response.status_code, response.text)
        try:
            models = [str(model["id"]) for model in response.json()["data"]]
        except (ValueError, KeyError, TypeError):
            models = []
        if not models:
            raise EngineError(
                f"The model server at {self.url} offers no model.", "Give its address with /v1 at the end, or its name."
            )
        self._model = self.name = models[0]

    async def _answer(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling, most: int
    ) -> AsyncGenerator[Part, None]:
        """Talk hot, tools cold: hot talk is begun only after a cool draw has shown that no call comes first."""
        if not self._model:
            await self._find_model()
        cool = replace(sampling, temperature=0.0)
        if not tools or sampling.temperature <= COOL:
            async with aclosing(self._parts(messages, tools, sampling, most)) as parts:
                async for part in parts:
                    if not isinstance(part, _Thought):
                        yield part
            return
        decided = False
        async with aclosing(self._parts(messages, tools, cool, most)) as parts:
            async for part in parts:
                if isinstance(part, TextPart) and not decided:
                    break
                decided = True  # a call, a thought that leads to one, or an answer without words
                if not isinstance(part, _Thought):
                    yield part
            else:
                return
        async with aclosing(self._parts(messages, tools, sampling, most)) as parts:
            async for part in parts:
                if isinstance(part, CallPart | BadCallPart):
                    hot: CallPart | BadCallPart | None = part
                    break
                if not isinstance(part, _Thought):
                    yield part
            else:
                return
        # Words, then a call: the call is drawn again, cool. Where that brings none the hot one is taken, for what it
        # does has been announced.
        async with aclosing(self._parts(messages, tools, cool, most)) as parts:
            async for part in parts:
                if isinstance(part, CallPart | BadCallPart):
                    hot = None
                elif isinstance(part, EndPart) and hot is not None:
                    yield hot
                if not isinstance(part, _Thought | TextPart):
                    yield part

    async def _parts(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling, most: int
    ) -> AsyncGenerator[Part | _Thought, None]:
        """One request. A model that thinks for longer than it may is asked again not to think."""
        thoughts = 0
        async with aclosing(self._request(messages, tools, sampling, most)) as parts:
            async for part in parts:
                thoughts += isinstance(part, _Thought)
                if thoughts > sampling.thinking > 0:
                    break
                yield part
            else:
                return
        # It may be one that thinks whatever it is told; then it needs the room for a thought, or no word is left.
        again = replace(sampling, thinking=0, max_tokens=sampling.max_tokens + sampling.thinking)
        async with aclosing(self._request(messages, tools, again, most)) as parts:
            async for part in parts:
                yield part

    async def _request(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling, most: int
    ) -> AsyncGenerator[Part | _Thought, None]:
        names = [tool["function"]["name"] for tool in tools]
        thinks = sampling.thinking > 0
        unopened = self._unopened.get(thinks, "")
        parser, heard = ToolCallParser(names, unopened), ""
        calls: list[_Made] = []
        reason, counts = "stop", (0, 0)
        pieces = characters = 0
        async with aclosing(self._events(self._body(messages, tools, sampling))) as events:
            async for event in events:
                if isinstance(event.get("error"), dict | str):
                    raise self._refusal(0, json.dumps(event))
                if usage := event.get("usage"):
                    counts = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
                for choice in _objects(event.get("choices")):
                    delta = choice.get("delta")
                    if not isinstance(delta, dict):
                        delta = {}
                    text, thought = _content(delta.get("content"))
                    if thought or delta.get("reasoning_content") or delta.get("reasoning"):
                        yield _Thought()
                    if text:
                        heard += text if unopened else ""
                        for part in parser.feed(text):
                            yield part
                        if parser.unopened:
                            self._unopened[thinks] = parser.unopened
                        unopened = unopened if parser.thinking else ""
                        if parser.thinking:
                            yield _Thought()
                        elif not parser.deciding:
                            # A piece is a token, or some; or less, which the characters show.
                            pieces, characters = pieces + 1, characters + len(text)
                    for piece in _objects(delta.get("tool_calls")):
                        _collect(piece, calls)
                    if choice.get("finish_reason") == "length":
                        reason = "length"
                if pieces >= most and characters >= most * CHARACTERS and not parser.deciding and not calls:
                    reason = "length"
                    break
        rest = list(parser.finish())
        if unopened and not rest and not calls and reason != "length":
            # No thought this time: that was the answer.
            del self._unopened[thinks]
            parser = ToolCallParser(names)
            rest = [*parser.feed(heard), *parser.finish()]
        for part in rest:
            yield part
        for made in sorted(calls, key=lambda made: made.index):
            if made.name or made.arguments:
                yield call(made.name, made.arguments, f"{made.name}{made.arguments}")
        yield EndPart(reason, sampling.seed or 0, *counts)

    def _body(self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": sampling.max_tokens + sampling.thinking,
            "seed": sampling.seed,
        }
        if tools:
            body["tools"] = tools
        if self._extras:
            body |= {"top_k": sampling.top_k, "min_p": sampling.min_p, "repeat_penalty": sampling.repeat_penalty}
            body["chat_template_kwargs"] = {"enable_thinking": sampling.thinking > 0}
        return body

    async def _events(self, body: dict[str, Any]) -> AsyncGenerator[dict[str, Any], None]:
        """The server's events. A server that is not there is tried again; one that goes away in mid-answer is not."""
        import httpx2

        client = await self._http()
        pauses, refused = iter(PAUSES), False
        while True:
            begun = False
            try:
                async with client.stream("POST", f"{self.url}/chat/completions", json=body) as response:
                    if response.status_code >= 400:
                        said = (await response.aread()).decode("utf-8", "replace")
                        if response.status_code in (400, 422) and self._extras and not refused:
                            refused = True
                            for key in ("top_k", "min_p", "repeat_penalty", "chat_template_kwargs"):
                                body.pop(key, None)
                            continue
                        raise self._refusal(response.status_code, said)
                    if refused:
                        self._extras = False  # a strict server: only what OpenAI itself knows
                    async for line in response.aiter_lines():
                        begun = True
                        data = line.removeprefix("data:").strip()
                        if not line.startswith("data:") or not data:
                            continue
                        if data == "[DONE]":
                            return
                        try:
                            event = json.loads(data)
                        except (ValueError, RecursionError):
                            continue
                        if isinstance(event, dict):
                            yield event
                    return
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                if begun:
                    raise EngineDiedError(
                        f"The model server at {self.url} went away while it answered.", "Ask again when it is back."
                    ) from None
                pause = next(pauses, None)
                if pause is None or not isinstance(error, httpx2.TransportError):
                    raise self._unreachable(error) from None
                await asyncio.sleep(pause)

    def _fitted(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> tuple[Messages, list[dict[str, Any]], Sampling]:
        """Messages in OpenAI's form, tools and thinking budget, as much of them as fits the window."""
        plain = [_plain(message, number) for number, message in enumerate(messages)]

        def size(kept: Messages, offered: Tools, thinking: int) -> int:
            del thinking
            return int(len(json.dumps([kept, list(offered)], ensure_ascii=False)) / CHARACTERS)

        answer = reserved(min(sampling.max_tokens, self._context // 2), self._context, tools=bool(tools))
        some = arrange(plain, tools, size, self._context, answer, sampling.thinking, KEEP_BLOCK)
        return some.messages, some.tools, replace(sampling, thinking=some.thoughts, max_tokens=answer)

    def _unreachable(self, error: Exception) -> EngineError:
        why = str(error).rstrip(".") or type(error).__name__
        return EngineUnreachableError(
            f"The model server at {self.url} cannot be reached: {why}.",
            "Start it, or correct url under [model] in the configuration.",
        )

    def _refusal(self, status: int, said: str) -> EngineError:
        try:
            found: Any = json.loads(said)
            found = found.get("error", found)
            said = str(found.get("message", found)) if isinstance(found, dict) else str(found)
        except (ValueError, AttributeError):
            pass
        why = " ".join(said.split())[:200].rstrip(".") or "no reason given"
        remedy = "Look at the server's own log."
        if status in (401, 403):
            remedy = "Put its key into the environment variable that key_variable under [model] names."
        return EngineError(f"The model server at {self.url} refuses{f' ({status})' if status else ''}: {why}.", remedy)


async def _next(answer: AsyncGenerator[Part, None]) -> Part | None:
    return await anext(answer, None)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a list; nothing of what is none."""
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _content(value: Any) -> tuple[str, bool]:
    """The words of a message's content, and whether it holds a thought: text, or a list of parts (Mistral)."""
    if isinstance(value, str):
        return value, False
    parts = list(_objects(value))
    words = "".join(str(part.get("text") or "") for part in parts if part.get("type") == "text")
    return words, any(part.get("type") in ("thinking", "reasoning") for part in parts)


def _collect(piece: dict[str, Any], calls: list[_Made]) -> None:
    """Calls come in pieces: the name once, the arguments bit by bit, each with the number of its call.

    Some servers number all calls 0, or not at all, and tell them apart by id; others give each piece an id of its own.
    So a call begins with a new id or a name, but a piece that has no name goes on with a call that is not complete.
    """
    function = piece.get("function")
    if not isinstance(function, dict):
        function = {}
    index, id_, name = piece.get("index"), str(piece.get("id") or ""), str(function.get("name") or "")
    same = [made for made in calls if not isinstance(index, int) or made.index == index]
    made = next((made for made in same if id_ and made.id == id_), same[-1] if same else None)
    if made is not None:
        known = bool(id_ and made.id == id_)
        other = bool(id_ and made.id) and not known
        if (other and (name or made.whole)) or (name and made.name and made.whole and not known):
            made = None
    if made is None:
        made = _Made(index if isinstance(index, int) else len(calls))
        calls.append(made)
    made.id = made.id or id_
    made.name = made.name or name
    arguments = function.get("arguments")
    made.arguments += json.dumps(arguments) if isinstance(arguments, dict) else str(arguments or "")


def _plain(message: Message, number: int) -> dict[str, Any]:
    content = harmless(message.content)
    if message.role == "tool":
        return {"role": "tool", "content": content, "tool_call_id": f"call{number - 1:05d}", "name": message.tool}
    made: dict[str, Any] = {"role": message.role, "content": content}
    if message.tool_calls:
        made["tool_calls"] = [
            {
                "id": f"call{number:05d}",
                "type": "function",
                "function": {
                    "name": made_call.tool,
                    "arguments": harmless(json.dumps(made_call.arguments, ensure_ascii=False)),
                },
            }
            for made_call in message.tool_calls
        ]
    return made
