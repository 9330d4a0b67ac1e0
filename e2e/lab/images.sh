# The lab's registry and the sample images in it. Sourced by lab.sh.

start_registry() {
  cat >"$LAB/registry.yml" <<CONFIG
version: 0.1
storage: { filesystem: { rootdirectory: $LAB/registry }, delete: { enabled: true } }
http: { addr: "$NET.2:5000" }
CONFIG
  setsid nsenter --net="/run/netns/$SWITCH" docker-registry serve "$LAB/registry.yml" </dev/null >"$LAB/registry.log" 2>&1 9>&- &
  identity $! >"$LAB/registry.pid"; disown
}

push_images() {
  push_image web:1.0 '' '["httpd","-f","-v","-p","80","-h","/www"]' 'web 1.0'
  push_image web:2.0 '' '["httpd","-f","-v","-p","80","-h","/www"]' 'web 2.0'
  push_image crash:1.0 '' '["sh","-c","echo about to fail >&2; sleep 1; exit 3"]' crash
  push_image sick:1.0 'HEALTHCHECK --interval=1s --timeout=1s --retries=2 CMD false' '["sleep","1000000"]' sick
  push_image chatty:1.0 '' '["sh","-c","i=0; while :; do for n in $(seq ${RATE:-10}); do i=$((i+1)); echo \"line $i from $(hostname)\"; done; sleep 1; done"]' chatty
}

# $1 name:tag, $2 HEALTHCHECK or '', $3 CMD, $4 version shown by the web page
push_image() {
  local root="$LAB/image"
  rm -rf "$root"; mkdir -p "$root"/{bin,www,etc,tmp,data}
  cp /bin/busybox "$root/bin/"
  for applet in sh sleep httpd cat echo wget nc hostname ls ps ping date seq usleep env id touch df mount head tail; do
    ln -sf busybox "$root/bin/$applet"
  done
  echo 'root:x:0:0:root:/:/bin/sh' >"$root/etc/passwd"; echo "$4" >"$root/www/index.html"
  tar -C "$root" -c . | on node1 docker import ${2:+-c "$2"} -c "CMD $3" - "$REGISTRY/$1" >/dev/null
  on node1 docker push -q "$REGISTRY/$1" >/dev/null
  rm -rf "$root"
}
