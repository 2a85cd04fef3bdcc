"""A web application with FastAPI and OpenTelemetry: one trace, from the request to the invoice.

    pip install 'spaceinvoices-async[otel]' opentelemetry-sdk fastapi uvicorn
    uvicorn fastapi_traces:app

The spans are printed. To send them to a collector, install opentelemetry-exporter-otlp, and put its
OTLPSpanExporter in the place of ConsoleSpanExporter. fastapi_service.py has the answers to errors.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from opentelemetry import propagate, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter

from spaceinvoices_async import AsyncSpaceInvoices, ClientOptions, RequestOptions
from spaceinvoices_async.telemetry import OpenTelemetry

provider = TracerProvider(resource=Resource.create({"service.name": "billing"}))
provider.add_span_processor(BatchSpanProcessor(ConsoleSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("billing")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
    """Open one client for each worker, which reports its calls as spans."""
    options = ClientOptions(telemetry=OpenTelemetry())
    async with AsyncSpaceInvoices(options=options) as si:
        app.state.si = si
        yield
    provider.shutdown()  # exports the last spans


app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def in_a_span(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Return the span of the request, in the trace of the caller if it names one.

    opentelemetry-instrumentation-fastapi does the same: with it, leave this function out.
    """
    caller = propagate.extract(request.headers)
    with tracer.start_as_current_span(
        request.method, context=caller, kind=trace.SpanKind.SERVER
    ) as span:
        response = await call_next(request)
        route = request.scope.get("route")
        if route is not None:
            span.update_name(f"{request.method} {route.path}")
        span.set_attribute("http.response.status_code", response.status_code)
        return response


@app.post("/organizations/{organization_id}/orders/{order_id}/invoice")
async def invoice(
    organization_id: str, order_id: str, price: str, request: Request, *, retry: bool = False
) -> dict[str, str]:
    """Issue the invoice of an order, once; a second request for the order says `retry=true`."""
    si: AsyncSpaceInvoices = request.app.state.si
    document = await si.documents.create(
        organization_id,
        unique_id=order_id,
        client={"name": "Rocket man"},
        items=[{"name": "Space suit", "quantity": 1, "price": price}],
        options=RequestOptions(deadline=10, sent_before=retry),
    )
    return {"number": str(document.number)}
