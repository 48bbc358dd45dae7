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
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.engines import BadCallPart, CallPart, EndPart, Message, Part, Sampling, TextPart
from assistant.errors import EngineDiedError, EngineError
from assistant.think.call_formats import call
from assistant.think.chat_template import harmless
from assistant.think.conversation import fit
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
CHARACTERS = 3.0
"""Of a token, at the least: what fits the window is estimated, for the server's tokenizer is not known."""


class _Thought:
    """A sign of life from a model that thinks."""


class ServerChatModel:
    """See engines.ChatModel.

    Args:
        url: of the API, with its version ("http://gpu:8080/v1").
        name: the model; empty: the first that the server offers.
        key: sent as a bearer token; empty: none.
        context: tokens of the window.
    """

    def __init__(self, url: str, name: str = "", *, key: str = "", context: int = 4096) -> None:
        self.url = url.rstrip("/")
        self.name = name or self.url
        self._model = name
        self._key = key
        self._context = context
        self._extras = True
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
        """See engines.ChatModel: one token is drawn and thrown away."""
        del max_tokens
        sampling = Sampling(temperature=0.0, max_tokens=1, thinking=thinking, seed=0)
        for _ in self.stream([*messages, Message("user", "hello")], tools, sampling):
            pass

    def stream(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> Iterator[Part]:
        """See engines.ChatModel."""
        if sampling.seed is None:
            sampling = replace(sampling, seed=secrets.randbits(31))
        self._cancelled = False
        answer = self._answer(self._fitted(messages, tools, sampling), list(tools), sampling)
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
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling
    ) -> AsyncGenerator[Part, None]:
        """Talk hot, tools cold: hot talk is begun only after a cool draw has shown that no call comes first."""
        if not self._model:
            await self._find_model()
        cool = replace(sampling, temperature=0.0)
        if not tools or sampling.temperature <= COOL:
            async with aclosing(self._parts(messages, tools, sampling)) as parts:
                async for part in parts:
                    if not isinstance(part, _Thought):
                        yield part
            return
        decided = False
        async with aclosing(self._parts(messages, tools, cool)) as parts:
            async for part in parts:
                if isinstance(part, TextPart) and not decided:
                    break
                decided = True  # a call, a thought that leads to one, or an answer without words
                if not isinstance(part, _Thought):
                    yield part
            else:
                return
        async with aclosing(self._parts(messages, tools, sampling)) as parts:
            async for part in parts:
                if isinstance(part, CallPart | BadCallPart):
                    break
                if not isinstance(part, _Thought):
                    yield part
            else:
                return
        # Words, then a call: the call is drawn again, cool.
        async with aclosing(self._parts(messages, tools, cool)) as parts:
            async for part in parts:
                if not isinstance(part, _Thought | TextPart):
                    yield part

    async def _parts(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling
    ) -> AsyncGenerator[Part | _Thought, None]:
        """One request. A model that thinks for longer than it may is asked again not to think."""
        thoughts = 0
        async with aclosing(self._request(messages, tools, sampling)) as parts:
            async for part in parts:
                thoughts += isinstance(part, _Thought)
                if thoughts > sampling.thinking > 0:
                    break
                yield part
            else:
                return
        async with aclosing(self._request(messages, tools, replace(sampling, thinking=0))) as parts:
            async for part in parts:
                yield part

    async def _request(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], sampling: Sampling
    ) -> AsyncGenerator[Part | _Thought, None]:
        parser = ToolCallParser([tool["function"]["name"] for tool in tools])
        calls: dict[int, list[str]] = {}
        reason, counts = "stop", (0, 0)
        async with aclosing(self._events(self._body(messages, tools, sampling))) as events:
            async for event in events:
                if isinstance(event.get("error"), dict | str):
                    raise self._refusal(0, json.dumps(event))
                if usage := event.get("usage"):
                    counts = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
                for choice in event.get("choices") or ():
                    delta = choice.get("delta") or {}
                    if delta.get("reasoning_content") or delta.get("reasoning"):
                        yield _Thought()
                    if text := delta.get("content"):
                        for part in parser.feed(str(text)):
                            yield part
                        if parser.thinking:
                            yield _Thought()
                    for piece in delta.get("tool_calls") or ():
                        _collect(piece, calls)
                    if choice.get("finish_reason") == "length":
                        reason = "length"
        for part in parser.finish():
            yield part
        for _, (name, arguments) in sorted(calls.items()):
            yield call(name, arguments, f"{name}{arguments}")
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
        for pause in (*PAUSES, None):
            begun = False
            try:
                async with client.stream("POST", f"{self.url}/chat/completions", json=body) as response:
                    if response.status_code >= 400:
                        said = (await response.aread()).decode("utf-8", "replace")
                        if response.status_code in (400, 422) and self._extras:
                            self._extras = False  # a strict server: only what OpenAI itself knows
                            for key in ("top_k", "min_p", "repeat_penalty", "chat_template_kwargs"):
                                body.pop(key, None)
                            continue
                        raise self._refusal(response.status_code, said)
                    async for line in response.aiter_lines():
                        begun = True
                        data = line.removeprefix("data:").strip()
                        if not line.startswith("data:") or not data:
                            continue
                        if data == "[DONE]":
                            return
                        with suppress(ValueError):
                            yield json.loads(data)
                    return
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                if begun:
                    raise EngineDiedError(
                        f"The model server at {self.url} went away while it answered.", "Ask again when it is back."
                    ) from None
                if pause is None or not isinstance(error, httpx2.TransportError):
                    raise self._unreachable(error) from None
                await asyncio.sleep(pause)

    def _fitted(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> list[dict[str, Any]]:
        """The messages in OpenAI's form, without the oldest turns if they would not fit."""
        plain = [_plain(message, number) for number, message in enumerate(messages)]
        taken = len(json.dumps(list(tools))) / CHARACTERS + min(sampling.max_tokens, self._context // 2)
        room = int(max(self._context - taken - sampling.thinking, self._context // 4))
        return fit(plain, lambda kept: int(len(json.dumps(kept, ensure_ascii=False)) / CHARACTERS), room, 8)

    def _unreachable(self, error: Exception) -> EngineError:
        why = str(error).rstrip(".") or type(error).__name__
        return EngineError(
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


def _collect(piece: dict[str, Any], calls: dict[int, list[str]]) -> None:
    """Calls come in pieces: the name once, the arguments bit by bit, each with the number of its call."""
    function = piece.get("function") or {}
    made = calls.setdefault(int(piece.get("index") or 0), ["", ""])
    made[0] += str(function.get("name") or "") if not made[0] else ""
    arguments = function.get("arguments")
    made[1] += json.dumps(arguments) if isinstance(arguments, dict) else str(arguments or "")


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
