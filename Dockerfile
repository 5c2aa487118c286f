# The bot in a container: only what the lock pins, no root, nothing written outside /data.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m venv /opt/kolo
COPY requirements.lock .
RUN /opt/kolo/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /opt/kolo/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home kolo && install -d -o kolo -m 0700 /data
COPY --from=build /opt/kolo /opt/kolo
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 HTTP_HOST=0.0.0.0
USER kolo
# The default database, data/kolo.db, lies in the volume when seen from here.
WORKDIR /
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/opt/kolo/bin/python", "-c", \
    "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ.get('HTTP_PORT', '8080')}/healthz\", timeout=4)"]
ENTRYPOINT ["/opt/kolo/bin/python", "-m", "bot"]
CMD ["run"]
