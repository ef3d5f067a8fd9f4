# syntax=docker/dockerfile:1
# Node 24; the system packages are for compiling SQLite where no ready-made binary can be fetched.
FROM node:24-bookworm AS build
WORKDIR /kebian
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /kebian
COPY --from=build /kebian/package.json ./
COPY --from=build /kebian/node_modules node_modules
COPY --from=build /kebian/migrations migrations
COPY --from=build /kebian/dist dist
COPY --from=build /kebian/bff/cli bff/cli
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 5170
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 5170}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/bff/server.js"]
